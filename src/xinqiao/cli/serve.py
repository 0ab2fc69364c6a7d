"""How is the whole product started with one command, and stopped cleanly with one signal?"""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

import click
from django.conf import settings
from django.db import connections
from django.urls import reverse
from django.utils.module_loading import import_string

LOOPBACK = "127.0.0.1"
APPLICATION = "xinqiao.config.wsgi"


@dataclass(slots=True)
class JobWorker:
    """The job worker beside the web workers: started with them, started again when it dies, stopped with them."""

    is_ending: Callable[[], bool]
    process: subprocess.Popen[bytes] | None = None
    stopping: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Start it and watch over it."""
        threading.Thread(target=self._keep, daemon=True).start()

    def _keep(self) -> None:
        while not self.stopping.is_set():
            command = [sys.executable, "-m", "xinqiao.cli", "worker", "--parent", str(os.getpid())]
            self.process = subprocess.Popen(command)  # noqa: S603 -- our own command, no input in it
            self.process.wait()
            # A worker that cannot start must not spin; one that heard the same Ctrl-C as we is not missed.
            if self.stopping.wait(2) or self.is_ending():
                return

    def stop(self) -> None:
        """Let it finish the task in hand, for ten seconds at most."""
        self.stopping.set()
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@click.command("serve")
@click.option("--host", default=lambda: os.environ.get("XINQIAO_BIND") or LOOPBACK, help="Address to bind to.")
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Web worker processes.")
@click.option(
    "--threads", type=click.IntRange(1, 64), default=4, show_default=True, help="Requests each serves at once."
)
@click.option("--jobs/--no-jobs", default=True, help="Run the job worker too.")
def serve(*, host: str, port: int, workers: int, threads: int, jobs: bool) -> None:
    """Serve the pages and run the jobs until SIGTERM or Ctrl-C."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    _refuse_open_throttle(host)
    _refuse_taken_port(host, port)
    os.environ["XINQIAO_BIND"] = host
    # Loaded here, before the web workers are forked: they share that memory, but may inherit no open connection.
    import_module(APPLICATION)
    connections.close_all()
    server = Server(
        f"{APPLICATION}:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    )
    job_worker = JobWorker(is_ending=lambda: server.interrupt_signal)
    if jobs:
        server.on_startup(job_worker.start)
        server.on_shutdown(job_worker.stop)
    # Ctrl-C reaches every process of the terminal, and two signals at once make a web worker hang:
    # the web workers hear only the parent's SIGTERM.
    os.register_at_fork(after_in_child=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}))
    announce(host, port)
    try:
        server.serve()
    finally:
        job_worker.stop()


def announce(host: str, port: int) -> None:
    """Print where the product answers."""
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}"
    click.echo(f"Xinqiao (信桥) serves {address}/", err=True)
    click.echo(f"  petitioners  {address}{reverse('citizen:home')}", err=True)
    click.echo(f"  officers     {address}{reverse('officer:sign_in')}", err=True)
    click.echo(f"  ready?       {address}{reverse('healthz')}", err=True)
    click.echo(f"  state        {settings.XINQIAO_HOME}", err=True)
    click.echo("  stop         Ctrl-C", err=True)


def _refuse_open_throttle(host: str) -> None:
    is_loopback = import_string("xinqiao.config.settings.place.is_loopback")
    if os.environ.get("XINQIAO_THROTTLE") == "off" and not is_loopback(host):
        raise click.UsageError(
            f"XINQIAO_THROTTLE=off is for load tests on this machine only, and {host} can be reached from others: "
            "unset it, or bind to 127.0.0.1."
        )


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise click.UsageError(
                f"Cannot serve on {host}:{port}: {fault.strerror}; choose another --port."
            ) from fault
