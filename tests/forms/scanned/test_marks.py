import pytest
from PIL import ImageDraw

from forms.flattened.projecting import Projection
from forms.flattened.sheets import blank
from forms.scanned.pose import Pose
from forms.scanned.straightening import HEIGHT
from forms.scanned.tesseract import DPI
from forms.scanned.upright import upright
from tests.forms.flattened.forms import printed, wanted
from tests.forms.scanned.matrix import CONDITIONS
from tests.forms.scanned.paper import Scan, scanned

TEAM = 2
STRAIGHT = Pose(0, Projection.similar(1, 0))


class TestMarks:
    @pytest.mark.parametrize("paper", [255, 200])
    def test_ticks_and_discs_are_seen_on_white_and_grey_paper(self, paper: int) -> None:
        (page,) = scanned(printed(TEAM), Scan(paper=paper))
        ticks = upright(page, 3, STRAIGHT).ticks
        ticked = {place for place, how in ticks.items() if how == "yes"}
        assert "has_team_members/yes" in ticked
        assert "team_members.0.training_certificate.enclosed" in ticked
        assert "team_members.5.training_certificate.enclosed" not in ticked
        assert "perhaps" not in ticks.values()

    @pytest.mark.parametrize("condition", ["fold line", "stamp over a field", "noise"])
    def test_no_fold_stamp_or_grain_is_taken_for_a_tick(self, condition: str) -> None:
        for number in (1, 2):  # the fold runs through boxes of the second page
            (page,) = scanned(printed(number), CONDITIONS[condition])
            ticks = upright(page, number + 1, STRAIGHT).ticks
            for place, how in ticks.items():
                name, _, option = place.partition("/")
                held = wanted()[name]
                assert how == ("yes" if held and held == (option or held) else "no"), place

    def test_a_thin_line_through_a_box_may_be_a_tick(self) -> None:
        (page,) = scanned(printed(TEAM), Scan())
        box = blank().sheets[2].boxes["team_members.5.training_certificate.enclosed"]
        pixels = DPI / 72
        y = HEIGHT - (box.bottom + box.top) / 2 * pixels
        ImageDraw.Draw(page).line((box.left * pixels, y, box.right * pixels, y), fill=0, width=1)
        assert upright(page, 3, STRAIGHT).ticks["team_members.5.training_certificate.enclosed"] != "yes"
