// Notes that a migration has been applied.
CREATE (:Migration {id: $q.id, checksum: $q.checksum, appliedAt: $q.at})
