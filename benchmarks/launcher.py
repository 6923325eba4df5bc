"""Runs commands for processes.py from a process that is smaller than any of them.

What a child is said to have held in memory includes what its parent held when it was started, so the parent must be
small; it is run as `python -I -S` and imports nothing that is not built in. Each line of input is a cap in seconds and
a command, separated by NUL; each line of output its exit status, CPU and wall seconds, and peak of memory in kB.
"""

import _signal
import posix
import sys
import time

DEVNULL = posix.open("/dev/null", posix.O_WRONLY)
child = 0


def end(*_: object) -> None:
    posix.kill(child, _signal.SIGKILL)


_signal.signal(_signal.SIGALRM, end)
for line in sys.stdin:
    cap, *command = line.rstrip("\n").split("\0")
    start = time.perf_counter()
    child = posix.posix_spawn(command[0], command, posix.environ, file_actions=[(posix.POSIX_SPAWN_DUP2, DEVNULL, 1)])
    _signal.alarm(int(cap))
    _, status, used = posix.wait4(child, 0)
    wall = time.perf_counter() - start
    _signal.alarm(0)
    sys.stdout.write(
        f"{posix.waitstatus_to_exitcode(status)} {used.ru_utime + used.ru_stime} {wall} {used.ru_maxrss}\n"
    )
    sys.stdout.flush()
