"""Every error that arsheef raises on purpose.

    ArsheefError                 its text names the file, the field and the next step
     ├─ InputError               an input, or one record of it, cannot be read: the rest of the batch goes on
     ├─ ContentError             a file in content/ is not what it should be: the build stops and lists all of them
     ├─ WriteError               a file cannot be written (disk full, no permission): nothing half-written is left
     ├─ RuleError                rules.json is wrong: an operation without examples, an unknown operation
     ├─ SettingsError            ARSHEEF in pelicanconf.py has an unknown key or a wrong value
     ├─ IndexFormatError         an index was written by another version: delete .arsheef/ and build again
     ├─ OutputError              the site on disk is not whole: arsheef check lists what is wrong
     └─ ClusterError             a scheduler or worker cannot be used: what is on disk is what was there before
"""

from __future__ import annotations


class ArsheefError(Exception):
    """Root of the tree; command-line verbs print its text and exit 1."""


class InputError(ArsheefError):
    """An input file, or one record of it, cannot be used."""


class ContentError(ArsheefError):
    """A file in content/ cannot be published."""


class WriteError(ArsheefError):
    """A file of ours cannot be written."""


class RuleError(ArsheefError):
    """The table of Arabic rules is not valid."""


class SettingsError(ArsheefError):
    """A setting is unknown or has a wrong value."""


class IndexFormatError(ArsheefError):
    """The index on disk has another format."""


class OutputError(ArsheefError):
    """The site on disk is broken."""


class ClusterError(ArsheefError):
    """A cluster cannot be reached, lost its workers, or runs another program."""
