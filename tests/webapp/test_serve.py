from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

from forms.fill import blank
from tests.webapp.serving import served, start


def get(address: str) -> bytes:
    with urlopen(address, timeout=20) as response:  # noqa: S310 - our own loopback address
        content: bytes = response.read()
    return content


def test_it_says_where_it_is_serves_and_ends_cleanly_when_told(tmp_path: Path) -> None:
    with served(tmp_path / "home", "--port", "0") as service:
        assert service.address.startswith("http://127.0.0.1:")
        assert get(f"{service.address}/form.pdf") == blank()
        assert get(f"{service.address}/readyz") == b"ready\n"
        children = children_of(service.process.pid)
        assert len(children) == 2
        assert service.stop() == 0
        assert service.said.startswith(f"Open {service.address}\n")
        assert alive(children) == []


def test_the_port_is_taken_from_the_environment(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
    with served(tmp_path, PORT=port) as service:
        assert service.address == f"http://127.0.0.1:{port}"


def test_a_port_in_use_is_told_in_words(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = ended(start(tmp_path, "--port", str(port)))
    assert said == f"127.0.0.1 port {port} can't be used: Address already in use. Name another with PORT.\n"


def test_a_wrong_setting_is_told_in_words(tmp_path: Path) -> None:
    assert "“many” is no port" in ended(start(tmp_path, PORT="many"))
    (tmp_path / "file").write_text("")
    assert "Let DATAREQUEST_HOME name a folder" in ended(start(tmp_path / "file", "--port", "0"))


def test_it_keeps_its_secret_in_its_home_and_nothing_else(tmp_path: Path) -> None:
    with served(tmp_path / "home", "--port", "0") as service:
        get(f"{service.address}/check")
    assert [path.name for path in (tmp_path / "home").rglob("*")] == ["secret.key"]


def ended(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert out == ""
    return err


def children_of(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in text.split()]


def alive(pids: list[int]) -> list[int]:
    for _ in range(20):
        left = [pid for pid in pids if Path(f"/proc/{pid}").exists()]
        if not left:
            break
        time.sleep(0.1)
    return left
