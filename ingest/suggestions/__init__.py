"""Who may be one person, by name, address and masked numbers: suggested to a person who decides, never acted upon."""

from ingest.suggestions.suggest import MOST, Suggested, Suggestion, suggest
from ingest.suggestions.traits import Known, traits

__all__ = ["MOST", "Known", "Suggested", "Suggestion", "suggest", "traits"]
