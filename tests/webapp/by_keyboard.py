"""What somebody without a mouse can't use on a page that a browser shows."""

from __future__ import annotations

from playwright.sync_api import Page

_LOOK = """() => {
    const parts = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow'];
    const look = (one, pseudo) => parts.map(each => getComputedStyle(one, pseudo)[each]);
    const looks = one => [one, ...(one.labels || [])].flatMap(each => [look(each), look(each, '::before')]).join();
    const every = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
    const used = one => one.checkVisibility() && !one.disabled && !one.closest('[aria-hidden=true]');
    const named = one => one.name || one.id || [one.localName, ...one.classList].join('.');
    const here = document.activeElement;
    const wrong = [...document.querySelectorAll(every)].filter(used).flatMap(one => {
        document.activeElement.blur();
        const before = looks(one);
        one.focus({focusVisible: true, preventScroll: true});
        if (one.tabIndex !== 0 || document.activeElement !== one) return ['no key reaches ' + named(one)];
        return looks(one) === before ? ['the focus is not seen on ' + named(one)] : [];
    });
    here.focus({preventScroll: true});
    return wrong;
}"""


def out_of_reach(tab: Page) -> list[str]:
    """What no key reaches, and what does not show that it was reached; labels show it for what they hide."""
    found: list[str] = tab.evaluate(_LOOK)
    return found
