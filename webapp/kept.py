"""What the running service keeps, opened when a page first needs it: a service that only checks keeps nothing."""

from __future__ import annotations

from threading import Lock

from flask import Flask, current_app

from forms.editions.edition_map import EditionMap, MapError
from webapp.config import Config, SettingError
from webapp.editions import FOLDER, maps_in
from webapp.storage.casework import bring_to_today
from webapp.storage.store import Store, open_store


class Shelf:
    """The store of this service; its tables are brought to today's edition before anybody writes in them."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._lock = Lock()
        self._store: Store | None = None

    def store(self) -> Store:
        """The store, ready for use.

        Raises:
            StorageError: It can't be used now; the next call tries again.
        """
        with self._lock:
            if self._store is None:
                opened = open_store(self._config.home, self._config.database_url)
                bring_to_today(opened)
                self._store = opened
            return self._store

    @property
    def is_open(self) -> bool:
        """Whether anybody has used it yet."""
        return self._store is not None


def init_app(app: Flask, config: Config) -> None:
    """Give the pages a place to keep things."""
    app.extensions["shelf"] = Shelf(config)
    try:
        app.extensions["maps"] = maps_in(config.home)
    except MapError as wrong:
        raise SettingError(f"In the folder “{FOLDER}” of the home, {wrong.message}") from None


def store() -> Store:
    """What the service keeps, for the page that is being answered."""
    shelf: Shelf = current_app.extensions["shelf"]
    return shelf.store()


def settings() -> Config:
    """The settings of this service."""
    config: Config = current_app.extensions["settings"]
    return config


def maps() -> tuple[EditionMap, ...]:
    """The maps of foreign forms that this service knows since it started."""
    known: tuple[EditionMap, ...] = current_app.extensions["maps"]
    return known
