package config

import (
	"log/slog"
	"time"
)

// Config holds every setting, checked. The fields are documented, with unit and range, in [Table].
type Config struct {
	// File is the path of the file that was read, "" where there was none.
	File    string
	Neo4j   Neo4j
	Data    Data
	Cache   Cache
	Server  Server
	GraphQL GraphQL
	Log     Log
	Policy  Policy // in force
	// Policies are those that `policy.file` names, by name.
	Policies []Policy
	Output   Output

	origins map[string]Origin
	single  Policy // by the single settings alone, whatever policy is in force
	named   []namedPolicy
}

// Neo4j says which database holds the graph.
type Neo4j struct {
	// "" = Credence starts a Neo4j of its own
	URI                                                                  string
	Username                                                             string
	Password                                                             Secret
	Database                                                             string
	Pool                                                                 int // connections
	StartTimeout, ReadTimeout, ScanTimeout, WriteTimeout, MigrateTimeout time.Duration
	MaxSources                                                           int // sources of one answer
}

// Data says where what is kept lies.
type Data struct {
	Dir string // absolute
}

// Cache says where what can be fetched again lies.
type Cache struct {
	Dir string // absolute
}

// Server holds the settings of the HTTP server.
type Server struct {
	Address         string // host:port, on loopback
	RequestTimeout  time.Duration
	MaxBody         int64 // bytes
	MaxConcurrent   int   // requests, 0 = no limit
	MaxStreams      int   // of events
	Probe           time.Duration
	DrainDelay      time.Duration
	ShutdownTimeout time.Duration
	Introspection   bool
}

// GraphQL bounds what one GraphQL request may ask for.
type GraphQL struct {
	Complexity int // the cost of a query, a list multiplying what stands in it
	Depth      int // levels of selection
	Aliases    int
	Directives int
	Tokens     int
}

// Log says what is logged and how.
type Log struct {
	Level  slog.Level
	Format string // "text" or "json"
}

// Policy holds a policy of convergence as plain values.
type Policy struct {
	Name              string // "" where the single settings are in force, and no named policy
	File              string // where named policies stand; absolute, "" = none
	Undated           string // "include" or "exclude"
	MinConfidence     int    // 0 to 100
	SuggestedCopies   bool
	MinCopiedShare    float64
	FirsthandDefault  float64
	SharedCauseShares SharedCauseShares
	Prior             float64
	Accuracies        Accuracies
	Budget            Budget
}

// SharedCauseShares holds the shares of first-hand work that are due to a shared author, outlet, owner and funder.
type SharedCauseShares struct {
	Author, Outlet, Owner, Funder float64
}

// Accuracies holds how often a source of each Admiralty letter is right.
type Accuracies struct {
	A, B, C, D, E, F float64
}

// Budget bounds what is looked at where the evidence is large.
type Budget struct {
	TriedCount, ComparedCount, AskedCount int
}

// Output says how the commands write.
type Output struct {
	Color string // "auto", "always" or "never"
}

// Sources returns where the value of each key came from.
func (c *Config) Sources() map[string]Origin {
	sources := make(map[string]Origin, len(c.origins))
	for key, origin := range c.origins {
		sources[key] = origin
	}
	return sources
}
