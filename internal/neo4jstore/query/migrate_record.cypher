// Notes that a migration has been applied.
CREATE (:Migration {id: $id, checksum: $checksum, appliedAt: $at})
