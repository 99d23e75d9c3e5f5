package neo4jstore

import (
	"log/slog"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

// Config says where the graph is and how long to wait for it. Zero values take the defaults named here.
type Config struct {
	// URI is the address: bolt or neo4j, alone or with +s (TLS) or +ssc (TLS with any certificate), as in
	// "bolt://127.0.0.1:7687".
	URI string
	// Username and Password are the credentials; both empty = a server without authentication.
	Username, Password string
	// Database is the name of the database; default "neo4j".
	Database string
	// MaxSources is the most sources that one answer of Subgraphs may rest on, and the most links that a walk of several
	// steps may cross; default 250,000.
	MaxSources int
	// Pool is the most connections that are open at a time; default 50.
	Pool int
	// ReadTimeout bounds one read on the server; default 30 s.
	ReadTimeout time.Duration
	// StartTimeout bounds a read that Neo4j meets for the first time, which it plans first; default 2 min.
	StartTimeout time.Duration
	// ScanTimeout bounds a read of a scan, or of another answer about all of the graph; default 5 min.
	ScanTimeout time.Duration
	// WriteTimeout bounds one write on the server, waiting for other writers included; default 2 min.
	WriteTimeout time.Duration
	// MigrateTimeout bounds each migration; default 10 min.
	MigrateTimeout time.Duration
	// Now is the clock that dates records; default time.Now.
	Now func() time.Time
	// Logger takes what is worth knowing and is no error; default: nothing is logged.
	Logger *slog.Logger
}

// schemes are the forms of an address that the driver understands.
func schemes() []string {
	return []string{"bolt", "neo4j", "bolt+s", "bolt+ssc", "neo4j+s", "neo4j+ssc"}
}

func (c Config) withDefaults() Config {
	if c.Database == "" {
		c.Database = "neo4j"
	}
	if c.MaxSources <= 0 {
		c.MaxSources = 250_000
	}
	if c.Pool <= 0 {
		c.Pool = 50
	}
	c.ReadTimeout = orDuration(c.ReadTimeout, 30*time.Second)
	c.StartTimeout = orDuration(c.StartTimeout, 2*time.Minute)
	c.ScanTimeout = orDuration(c.ScanTimeout, 5*time.Minute)
	c.WriteTimeout = orDuration(c.WriteTimeout, 2*time.Minute)
	c.MigrateTimeout = orDuration(c.MigrateTimeout, 10*time.Minute)
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}

func orDuration(d, otherwise time.Duration) time.Duration {
	if d <= 0 {
		return otherwise
	}
	return d
}

func (c Config) validate() error {
	u, err := url.Parse(c.URI)
	if err != nil || u.Host == "" || !slices.Contains(schemes(), u.Scheme) {
		return evidence.Invalidf("neo4j.uri", "%q is not the address of a Neo4j; expected one of %s, then ://host:port",
			c.URI, strings.Join(schemes(), ", "))
	}
	if u.User != nil {
		return evidence.Invalidf("neo4j.uri", "holds credentials; expected them in neo4j.username and neo4j.password")
	}
	return nil
}
