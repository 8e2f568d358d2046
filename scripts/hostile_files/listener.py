"""An address on loopback that must never be called."""

import selectors
import socket
import threading


class Listener:
    """Counts TCP connections and UDP datagrams on one port of 127.0.0.1, and keeps what they said first."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self._stopped = threading.Event()
        while True:
            self._tcp = socket.create_server(("127.0.0.1", 0))
            self.port = self._tcp.getsockname()[1]
            self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            try:
                self._udp.bind(("127.0.0.1", self.port))
                break
            except OSError:
                self._udp.close()
                self._tcp.close()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stopped.set()
        self._thread.join()
        self._tcp.close()
        self._udp.close()

    def _listen(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._tcp, selectors.EVENT_READ)
            selector.register(self._udp, selectors.EVENT_READ)
            while not self._stopped.is_set():
                for key, _ in selector.select(0.2):
                    self.calls.append(self._take(key.fileobj))

    def _take(self, ready: socket.socket) -> str:
        if ready is self._udp:
            return f"UDP {ready.recv(2048)[:80]!r}"
        connection, _ = ready.accept()
        with connection:
            connection.settimeout(1)
            try:
                return f"TCP {connection.recv(2048)[:80]!r}"
            except OSError as error:
                return f"TCP {error}"
