from __future__ import annotations

from pathlib import Path

from bench.sealing import _stock_look, _stock_seal
from forms.fill import blank
from forms.seal import seal
from webapp.sealing.seal_key import seal_certificates, seal_key


def test_both_ways_of_sealing_make_what_both_ways_of_looking_find_intact(tmp_path: Path) -> None:
    key = seal_key(tmp_path)
    (certificate,) = seal_certificates(tmp_path)
    for pdf in (seal(blank(), key), _stock_seal(blank(), key)):
        assert len(_stock_look(pdf, certificate)) == 1
