// What the lock of the migrations needs before the first of them: one node, however many migrate at once. It is there
// already on every run but the first.
CREATE CONSTRAINT migration_lock_name IF NOT EXISTS FOR (n:MigrationLock) REQUIRE n.name IS UNIQUE
