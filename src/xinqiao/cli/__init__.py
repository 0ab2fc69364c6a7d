"""The command `xinqiao`: one thin module per verb."""
