// How far an import is: a node for each that has not been completed, by the name of the work.
CREATE CONSTRAINT milestone_work IF NOT EXISTS FOR (n:Milestone) REQUIRE n.work IS UNIQUE;
