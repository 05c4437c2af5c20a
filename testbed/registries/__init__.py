"""Registries of works on loopback: they speak the dialects of the real services over works of our own."""

from testbed.registries.double import RegistryDouble
from testbed.registries.works import Notice, Person, Work

__all__ = ["Notice", "Person", "RegistryDouble", "Work"]
