"""The phrase bank: YAML that people edit, in layers. `load` gives all of it, `shipped_layers` what ships."""

from drafter.bank.load import Wanted, load, shipped_layers

__all__ = ["Wanted", "load", "shipped_layers"]
