"""Batches on a Ray cluster: the same function, the same order, one task a batch (extra `ray`).

Each task takes one CPU of the cluster; twice as many tasks as it has CPUs are on their way at once, the rest of the input is not
read before they are done. A task whose node or process dies is tried again elsewhere; what dies again is left to `rescue`.
Only the driver writes the store.
"""

from __future__ import annotations

import logging
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reportedly.errors import UsageError, WorkerDied
from reportedly.scale.batches import In, Out, Rescue, no_rescue

_TRIES_AGAIN = 1  # times that a task is tried again after its process or node has died
_PATIENCE = 10.0  # seconds to wait for the cluster's port
_AHEAD = 2  # tasks on their way for each CPU


def map_on_ray(
    function: Callable[[In], Out], batches: Iterable[In], address: str = "", rescue: Rescue[In, Out] = no_rescue
) -> Iterator[Out]:
    """Yield `function` of each batch, in order.

    `address`: of a running cluster ("auto", "HOST:PORT"); without one, one is started on this machine and stopped afterwards.
    Raises UsageError where Ray is not installed or the cluster cannot be reached, WorkerDied where `rescue` has no answer.
    """
    ray = _import_ray()
    started = _connect(ray, address)
    try:
        task = ray.remote(num_cpus=1, max_retries=_TRIES_AGAIN)(_call)
        kept = ray.put(function)

        def run(batch: In) -> Out:
            out: Out = _result(ray, task.remote(kept, batch))
            return out

        room = _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
        waiting: deque[tuple[In, Any]] = deque()
        for batch in batches:
            waiting.append((batch, task.remote(kept, batch)))
            if len(waiting) > room:
                yield _next(ray, waiting, run, rescue)
        while waiting:
            yield _next(ray, waiting, run, rescue)
    finally:
        if started:
            ray.shutdown()


def _next(ray: Any, waiting: deque[tuple[In, Any]], run: Callable[[In], Out], rescue: Rescue[In, Out]) -> Out:
    batch, reference = waiting.popleft()
    try:
        out: Out = _result(ray, reference)
    except WorkerDied:
        return rescue(batch, run)
    return out


def _result(ray: Any, reference: Any) -> Any:
    """The result of a task. What the function itself raised is raised here; a dead worker is WorkerDied."""
    failures = ray.exceptions
    try:
        return ray.get(reference)
    except failures.RayTaskError as error:
        if isinstance(error, failures.OutOfMemoryError):
            raise WorkerDied("out of memory") from error
        raise error.as_instanceof_cause() from error
    except (failures.WorkerCrashedError, failures.OutOfMemoryError, failures.NodeDiedError, failures.ObjectLostError) as error:
        raise WorkerDied(type(error).__name__) from error


def _call(function: Callable[[Any], Any], batch: Any) -> Any:
    return function(batch)


def _import_ray() -> Any:
    try:
        import ray
        import ray.exceptions
    except ImportError as error:
        raise UsageError("Ray is not installed: pip install 'reportedly[ray]', or leave out --engine ray") from error
    return ray


def _connect(ray: Any, address: str) -> bool:
    """Join the cluster, or start one on this machine. True where the connection is ours to close."""
    if ray.is_initialized():
        return False
    _reach(address)
    settings = {"env_vars": {"OMP_NUM_THREADS": "1", "REPORTEDLY_THREADS": "1"}}
    try:
        ray.init(
            address=address or "local",
            runtime_env=settings,
            log_to_driver=False,
            logging_level=logging.ERROR,
            include_dashboard=False,
        )
    except (ConnectionError, ValueError, RuntimeError, TimeoutError) as error:
        raise UsageError(_why_not_joined(address, error)) from error
    return True


def _why_not_joined(address: str, error: Exception) -> str:
    if "AuthToken" in f"{error}{error.__cause__}":
        return f"the Ray cluster at {address} asks for a token: set RAY_AUTH_MODE=token, and RAY_AUTH_TOKEN or a token file"
    return f"no Ray cluster at {address or 'this machine'}: {error}. Start one with: ray start --head"


def _reach(address: str) -> None:
    """Raise UsageError where nobody listens at HOST:PORT; Ray itself would try for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not port.isdigit():
        return
    try:
        socket.create_connection((host, int(port)), timeout=_PATIENCE).close()
    except OSError as error:
        raise UsageError(f"no Ray cluster at {address}: {error}. Start one with: ray start --head") from error
