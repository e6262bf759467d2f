"""The end of an interpreter while calls are under way: it ends, without a crash and without waiting for them."""

import os
import subprocess
import sys

import pytest

from support.scripted import ScriptedServer, reply

LIMIT_SECONDS = 60
HEAD = """\
import asyncio, atexit, gc, os, signal, sys, threading, warnings
from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraError
url = sys.argv[1]
"""


def silent(request):
    """Says nothing, so that calls stay under way; the health is told."""
    return reply({"status": "alive"}) if request.target == "/health/live" else None


def ended(program, *options):
    """Runs the program to its end: its exit status, standard output and standard error."""
    with ScriptedServer(silent) as server:
        done = subprocess.run(
            [sys.executable, *options, "-X", "faulthandler", "-c", HEAD + program, server.url], capture_output=True, text=True,
            timeout=LIMIT_SECONDS, check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    return done.returncode, done.stdout, done.stderr


def test_run_is_interrupted():
    status, out, err = ended("""\
async def main():
    async with AsyncTesseraClient(url) as client:
        await client.health_live()
        asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGINT)
        try:
            await asyncio.gather(*(client.health() for _ in range(20)))
        finally:
            print("left")
asyncio.run(main())
""")
    assert (status, out) == (-2, "left\n") and err.endswith("KeyboardInterrupt\n"), err


def test_run_is_cancelled():
    status, out, err = ended("""\
async def main():
    client = AsyncTesseraClient(url)
    tasks = [asyncio.create_task(client.health()) for _ in range(20)]
    await client.health_live()
    asyncio.current_task().cancel()
    await asyncio.gather(*tasks)
try:
    asyncio.run(main())
except asyncio.CancelledError:
    print("cancelled")
""")
    assert (status, out, err) == (0, "cancelled\n", "")


@pytest.mark.parametrize("ending", ["sys.exit(3)", "raise SystemExit(3)", "raise KeyboardInterrupt"])
def test_exit_inside_a_callback(ending):
    status, out, err = ended(f"""\
def over(future):
    print("over", flush=True)
    {ending}
async def main():
    client = AsyncTesseraClient(url)
    others = [asyncio.ensure_future(client.health()) for _ in range(10)]
    first = asyncio.ensure_future(client.health_live())
    first.add_done_callback(over)
    await asyncio.gather(first, *others)
asyncio.run(main())
""")
    assert (status, out) == (-2 if "Keyboard" in ending else 3, "over\n"), err
    assert "Fatal" not in err


def test_exit_inside_a_task():
    status, out, err = ended("""\
async def main():
    async with AsyncTesseraClient(url) as client:
        others = [asyncio.ensure_future(client.health()) for _ in range(10)]
        await client.health_live()
        sys.exit(4)
asyncio.run(main())
""")
    assert (status, err) == (4, "")


@pytest.mark.parametrize("waits", [True, False], ids=["waited for", "daemon"])
def test_thread_in_a_call(waits):
    """A thread in a synchronous call: waited for when it is an ordinary one, left behind when it is a daemon."""
    status, out, err = ended(f"""\
def work():
    try:
        client.health()
    except TesseraError as error:
        print(type(error).__name__)
client = TesseraClient(url, timeout={0.5 if waits else 300})
client.health_live()
thread = threading.Thread(target=work, daemon={not waits})
thread.start()
print("main over")
""")
    assert (status, out) == (0, "main over\nTesseraTimeoutError\n" if waits else "main over\n"), err
    assert err == ""


def test_daemon_threads_of_every_kind():
    """Loops and calls of daemon threads, in the midst of work while the interpreter goes down around them."""
    status, out, err = ended("""\
async def loop():
    async with AsyncTesseraClient(url) as client:
        while True:
            await asyncio.gather(*(client.health_live() for _ in range(5)))
            ready.release()
def synchronous():
    client = TesseraClient(url)
    while True:
        client.health_live()
        ready.release()
ready = threading.Semaphore(0)
for _ in range(3):
    threading.Thread(target=synchronous, daemon=True).start()
    threading.Thread(target=asyncio.run, args=(loop(),), daemon=True).start()
for _ in range(50):
    ready.acquire()
print("main over")
""")
    assert (status, out) == (0, "main over\n"), err
    assert "Fatal" not in err


@pytest.mark.parametrize("kind", ["TesseraClient(url)", "AsyncTesseraClient(url)"])
@pytest.mark.parametrize("holder", ["held = {0}", "import builtins; builtins.held = {0}", "held = [{0}]; held.append(held)",
                                    "sys.held = {0}; sys.again = sys.held.teams"])
def test_clients_that_are_never_closed(kind, holder):
    status, out, err = ended(holder.format(kind), "-W", "always::ResourceWarning")
    assert status == 0 and "Fatal" not in err and "Traceback" not in err, err
    if "sys" not in holder and "builtins" not in holder:
        assert "ResourceWarning: unclosed" in err


def test_never_closed_with_calls_under_way():
    """The loop was not even closed: its tasks, futures and the client all go when the interpreter does."""
    status, out, err = ended("""\
loop = asyncio.new_event_loop()
client = AsyncTesseraClient(url)
async def main():
    global tasks
    tasks = [asyncio.ensure_future(client._core.request("GET", "/x", None, None)) for _ in range(10)]
    await client.health_live()
loop.run_until_complete(main())
print("main over")
""")
    assert (status, out) == (0, "main over\n"), err
    assert "Fatal" not in err and "Traceback" not in err


def test_used_by_what_runs_at_the_end():
    status, out, err = ended("""\
client = TesseraClient(url)
@atexit.register
def last():
    print(client.health_live().status)
    client.close()
class Late:
    def __del__(self):
        with TesseraClient(url) as late:
            print(late.health_live().status)
late = Late()
""")
    assert (status, out, err) == (0, "alive\nalive\n", "")


def test_fork_of_a_busy_client():
    """The child's end, with calls of its parent under way, disturbs neither."""
    status, out, err = ended("""\
async def main():
    async with AsyncTesseraClient(url) as client:
        waiting = [asyncio.ensure_future(client.health()) for _ in range(5)]
        await client.health_live()
        child = os.fork()
        if child == 0:
            asyncio.set_event_loop(None)
            del waiting
            gc.collect()
            try:
                client.health_live().send(None)
            except TesseraError as error:
                print("child:", error, flush=True)
            try:
                client.close().send(None)
            except StopIteration:
                print("child: closed", flush=True)
            with TesseraClient(url) as own:
                print("child:", own.health_live().status, flush=True)
            os._exit(5)
        print("parent:", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        print("parent:", (await client.health_live()).status)
        for one in waiting:
            one.cancel()
asyncio.run(main())
""", "-W", "ignore::DeprecationWarning")
    assert status == 0, err
    assert out == ("child: the client was opened by another process: after a fork, open one of your own\nchild: closed\n"
                   "child: alive\nparent: 5\nparent: alive\n"), (out, err)


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_worker_processes(method):
    """What multiprocessing does: the clients of its workers are their own."""
    status, out, err = ended(f"""\
import multiprocessing
multiprocessing.set_start_method({method!r})
parent = TesseraClient(url)
print(parent.health_live().status)
with multiprocessing.Pool(2) as pool:
    print(pool.map(os.path.basename, ["a/b"] * 4))
def work(results):
    with TesseraClient(url) as own:
        results.put(own.health_live().status)
    try:
        parent.health_live()
    except TesseraError:
        results.put("refused")
if {method!r} == "fork":
    results = multiprocessing.SimpleQueue()
    one = multiprocessing.Process(target=work, args=(results,))
    one.start()
    print(results.get(), results.get())
    one.join()
    assert one.exitcode == 0
print(parent.health_live().status)
parent.close()
""", "-W", "ignore::DeprecationWarning")
    assert status == 0, err
    assert out == "alive\n['b', 'b', 'b', 'b']\n" + ("alive refused\n" if method == "fork" else "") + "alive\n", (out, err)
