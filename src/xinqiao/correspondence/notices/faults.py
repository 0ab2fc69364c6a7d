"""Why could a notice not be sent? One word of ours for each reason; what a server answered may hold a number."""


class NotSent(Exception):
    """The notice did not go out; `fault` says why. It is tried again, unless it `is_final`."""

    def __init__(self, fault: str, *, is_final: bool = False) -> None:
        super().__init__(fault)
        self.fault, self.is_final = fault, is_final
