"""What the proofs share: a real gateway, a provider that plays a script, a steady sender, and the reckoning between them.

Only the standard library. Everything is on 127.0.0.1 at ports that are free, in a folder of its own, and ended by its process id.
"""

import http.client
import http.server
import json
import os
import pathlib
import re
import signal
import socket
import sqlite3
import struct
import subprocess
import threading
import time

HOME = pathlib.Path(__file__).resolve().parent.parent
MARKER = re.compile(r":n-(\d+)")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait(condition, most, every=0.05):
    """Whether it came true in time."""
    end = time.monotonic() + most
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(every)
    return bool(condition())


def percentile(values, share):
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))] if ranked else 0.0


class Provider(http.server.ThreadingHTTPServer):
    """Answers by a script and notes which numbers it took, and when.

    Words of a script: a status; 429:2 with Retry-After; hang, which never answers; reset; wait:2, which takes its time.
    """

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, script=("200",)):
        super().__init__(("127.0.0.1", 0), Hook)
        self.lock = threading.Lock()
        self.play(script)
        self.attempts = 0
        self.taken = []  # (number, time)
        self.well = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def play(self, script):
        with self.lock:
            self.script, self.at = list(script), 0
            self.well = threading.Event()

    def recover(self):
        self.well.set()
        self.play(["200"])

    def next(self):
        with self.lock:
            self.attempts += 1
            word = self.script[self.at % len(self.script)]
            self.at += 1
            return word, self.well

    def note(self, number):
        with self.lock:
            self.taken.append((number, time.monotonic()))

    def numbers(self):
        with self.lock:
            return [number for number, _ in self.taken]

    def hear(self, body):
        """Each body that comes in, for whoever wants more of it than its number."""

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/hook"

    def handle_error(self, request, client_address):
        pass  # a gateway that was killed


class Hook(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.hear(body)
        marker = MARKER.search(body)
        word, well = self.server.next()
        kind, _, rest = word.partition(":")
        if kind == "hang":
            well.wait(60)
            self.close_connection = True
            return
        if kind == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        if kind == "wait":
            time.sleep(float(rest))
        status = 200 if kind == "wait" else int(kind)
        if status < 300 and marker:
            self.server.note(int(marker.group(1)))
        self.send_response(status)
        if status in (429, 503) and rest:
            self.send_header("Retry-After", rest)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Gateway:
    """The packaged gateway in a folder of its own, which outlives its kills."""

    def __init__(self, folder, properties, environment=None):
        self.folder = pathlib.Path(folder)
        self.port, self.management = free_port(), free_port()
        self.environment = {**os.environ, **(environment or {})}
        self.process = None
        lines = {"camel.server.port": self.port, "camel.management.port": self.management, **properties}
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "application.properties").write_text("".join(f"{k}={v}\n" for k, v in lines.items()))

    def start(self, most=90):
        with open(self.folder / "output.log", "ab") as output:
            self.process = subprocess.Popen(
                [str(HOME / "caravan"), "run"], cwd=self.folder, stdout=output, stderr=output, env=self.environment
            )
        begin = time.monotonic()
        if not wait(lambda: self.process.poll() is not None or self.status("/observe/health/ready") == 200, most):
            raise RuntimeError(f"not ready after {most} s, see {self.folder}/output.log")
        if self.process.poll() is not None:
            raise RuntimeError(f"ended with {self.process.returncode}, see {self.folder}/output.log")
        return time.monotonic() - begin

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, most=30):
        if self.process is None or self.process.poll() is not None:
            return None
        self.process.terminate()
        try:
            return self.process.wait(most)
        except subprocess.TimeoutExpired:
            self.kill()
            return -9

    def alive(self):
        return self.process.poll() is None

    def ask(self, port, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            connection.close()

    def status(self, path):
        try:
            return self.ask(self.management, "GET", path)[0]
        except OSError:
            return None

    def post(self, number):
        return self.ask(self.port, "POST", "/webhook", push(number))

    def usage(self):
        """RSS in MiB, open files, threads."""
        proc = pathlib.Path(f"/proc/{self.process.pid}")
        status = (proc / "status").read_text()
        rss = int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024
        threads = int(re.search(r"Threads:\s+(\d+)", status).group(1))
        return rss, len(list((proc / "fd").iterdir())), threads

    def query(self, sql):
        with sqlite3.connect(f"file:{self.folder}/data/caravan.db?mode=ro", uri=True, timeout=10) as journal:
            return journal.execute(sql).fetchall()

    def dead(self, provider):
        """The numbers among the dead letters of a provider."""
        found = set()
        for (body,) in self.query(f"SELECT body FROM dead_letter WHERE provider = '{provider}'"):
            found.update(int(number) for number in MARKER.findall(body)[:1])
        return found


def push(number):
    return json.dumps(
        {
            "id": f"load-{number}",
            "timestamp": "2020-10-14T00:15:02.82330594Z",
            "action": "push",
            "target": {"repository": "load/app", "tag": f"n-{number}"},
            "request": {"host": "myregistry.azurecr.io"},
        }
    )


class Sender:
    """Posts at a steady rate whether or not it is answered, and notes which posts were accepted, and when."""

    def __init__(self, gateway, rate, threads=8):
        self.gateway, self.rate = gateway, rate
        self.lock = threading.Lock()
        self.sent, self.accepted, self.slowness = 0, {}, []
        self.begin = time.monotonic()
        self.last = None
        self.threads = [threading.Thread(target=self.run, daemon=True) for _ in range(threads)]

    def start(self):
        self.begin = time.monotonic()
        for thread in self.threads:
            thread.start()
        return self

    def end(self, after=None):
        """No more posts once so many were sent, or now."""
        self.last = self.sent if after is None else after
        for thread in self.threads:
            thread.join()

    def run(self):
        connection = None
        while True:
            with self.lock:
                if self.last is not None and self.sent >= self.last:
                    return
                self.sent += 1
                number = self.sent
            time.sleep(max(0.0, self.begin + number / self.rate - time.monotonic()))
            connection = self.post(connection, number)

    def post(self, connection, number):
        begin = time.monotonic()
        try:
            connection = connection or http.client.HTTPConnection("127.0.0.1", self.gateway.port, timeout=10)
            connection.request("POST", "/webhook", push(number), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            if connection:
                connection.close()
            return None
        if answer.status == 202 and b'"accepted"' in body:
            self.accepted[number] = begin
            self.slowness.append(time.monotonic() - begin)
        return connection


class Reckoning:
    """What was accepted against what was delivered to a provider or lies in its dead letters."""

    def __init__(self, accepted, provider, dead):
        numbers = provider.numbers()
        self.accepted, self.delivered, self.dead = len(accepted), len(set(numbers)), len(dead)
        self.lost = sorted(set(accepted) - set(numbers) - dead)
        self.duplicates = len(numbers) - len(set(numbers))

    def __str__(self):
        return (
            f"accepted {self.accepted}, delivered {self.delivered}, dead {self.dead}, "
            f"lost {len(self.lost)}, duplicates {self.duplicates}"
        )


def settle(gateway, sender, providers, standstill=60):
    """Waits until nothing is missing any more, or nothing happens for so long; the reckonings by provider."""

    def reckon():
        return {name: Reckoning(sender.accepted, provider, gateway.dead(name)) for name, provider in providers.items()}

    reckonings, changed = reckon(), time.monotonic()
    while any(each.lost for each in reckonings.values()) and time.monotonic() - changed < standstill:
        time.sleep(0.5)
        before = sum(len(each.lost) for each in reckonings.values())
        reckonings = reckon()
        if sum(len(each.lost) for each in reckonings.values()) != before:
            changed = time.monotonic()
    return reckonings


def generic(name, provider, **more):
    """The properties of a provider of type generic."""
    settings = {"type": "generic", "address": provider.address, "rate": 0, "timeout": "2s", **more}
    return {f"provider.{name}.{key.replace('_', '-')}": value for key, value in settings.items()}


QUICK = {"delivery.first-delay": 50, "delivery.most-delay": 1000, "journal.min-free-disk": "1MiB"}
