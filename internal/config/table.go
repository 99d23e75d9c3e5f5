package config

import "time"

// Table returns every setting there is, in the order in which they are documented. The slice is the caller's.
func Table() []Setting {
	table := []Setting{{
		Key: "config", Env: "CREDENCE_CONFIG", Flag: "config", Kind: Path, NotInFile: true, Computed: true,
		Default: "`credence.yaml` in the working directory, else `credence/credence.yaml` in the user's " +
			"configuration folder",
		Meaning: "The file that the settings are read from",
		field:   func(c *Config) any { return &c.File },
	}}
	table = append(table, neo4jSettings()...)
	table = append(table, folderSettings()...)
	table = append(table, serverSettings()...)
	table = append(table, stopSettings()...)
	table = append(table, graphqlSettings()...)
	table = append(table, outputSettings()...)
	table = append(table, policySettings()...)
	table = append(table, sharedCauseSettings()...)
	table = append(table, likelihoodSettings()...)
	return append(table, budgetSettings()...)
}

func neo4jSettings() []Setting {
	return []Setting{{
		Key: "neo4j.uri", Env: "CREDENCE_NEO4J_URI", Flag: "neo4j-uri", Kind: URI,
		Meaning: "The Neo4j server to use, with `neo4j.username` and `neo4j.password`; empty = Credence starts its own",
		field:   func(c *Config) any { return &c.Neo4j.URI },
	}, {
		Key: "neo4j.username", Env: "CREDENCE_NEO4J_USERNAME", Flag: "neo4j-username", Kind: Text,
		Meaning: "The user at `neo4j.uri`",
		field:   func(c *Config) any { return &c.Neo4j.Username },
	}, {
		Key: "neo4j.password", Env: "CREDENCE_NEO4J_PASSWORD", Kind: Text, Secret: true,
		Meaning: "The user's password; it has no flag, because everybody on a machine can read command lines",
		field:   func(c *Config) any { return &c.Neo4j.Password },
	}, {
		Key: "neo4j.database", Env: "CREDENCE_NEO4J_DATABASE", Flag: "neo4j-database", Kind: Text, Default: "neo4j",
		Meaning: "The database at the server",
		field:   func(c *Config) any { return &c.Neo4j.Database },
	}, {
		Key: "neo4j.pool", Env: "CREDENCE_NEO4J_POOL", Flag: "neo4j-pool", Kind: Number, Unit: "connections",
		Default: "50",
		bounds:  between(1, 1000),
		Meaning: "How many connections are open at most",
		field:   func(c *Config) any { return &c.Neo4j.Pool },
	}, {
		Key: "neo4j.startTimeout", Env: "CREDENCE_NEO4J_START_TIMEOUT", Flag: "neo4j-start-timeout",
		Kind: Duration, Default: "2m",
		bounds: during(10*time.Millisecond, time.Hour),
		Meaning: "How long the local Neo4j may take to start, and any Neo4j to answer a query that it plans " +
			"for the first time; raise it on a busy machine",
		field: func(c *Config) any { return &c.Neo4j.StartTimeout },
	}, {
		Key: "neo4j.readTimeout", Env: "CREDENCE_NEO4J_READ_TIMEOUT", Flag: "neo4j-read-timeout",
		Kind: Duration, Default: "10s",
		bounds:  during(10*time.Millisecond, time.Hour),
		Meaning: "How long one read may take in the database; keep it below `server.requestTimeout`",
		field:   func(c *Config) any { return &c.Neo4j.ReadTimeout },
	}, {
		Key: "neo4j.scanTimeout", Env: "CREDENCE_NEO4J_SCAN_TIMEOUT", Flag: "neo4j-scan-timeout",
		Kind: Duration, Default: "5m",
		bounds:  during(10*time.Millisecond, time.Hour),
		Meaning: "How long one read may take for a command that reads the whole graph, such as detect, truth or export",
		field:   func(c *Config) any { return &c.Neo4j.ScanTimeout },
	}, {
		Key: "neo4j.writeTimeout", Env: "CREDENCE_NEO4J_WRITE_TIMEOUT", Flag: "neo4j-write-timeout",
		Kind: Duration, Default: "2m",
		bounds:  during(10*time.Millisecond, time.Hour),
		Meaning: "How long one write may take, including its wait for others; after that nothing of it is kept",
		field:   func(c *Config) any { return &c.Neo4j.WriteTimeout },
	}, {
		Key: "neo4j.migrateTimeout", Env: "CREDENCE_NEO4J_MIGRATE_TIMEOUT", Flag: "neo4j-migrate-timeout",
		Kind: Duration, Default: "10m",
		bounds:  during(10*time.Millisecond, 24*time.Hour),
		Meaning: "How long a migration of the graph may take, including the filling of indexes",
		field:   func(c *Config) any { return &c.Neo4j.MigrateTimeout },
	}, {
		Key: "neo4j.maxSources", Env: "CREDENCE_NEO4J_MAX_SOURCES", Flag: "neo4j-max-sources",
		Kind: Number, Unit: "sources", Default: "250000",
		bounds:  between(1, 10_000_000),
		Meaning: "How many sources the evidence for one answer may contain; more is refused, never cut short",
		field:   func(c *Config) any { return &c.Neo4j.MaxSources },
	}}
}

func folderSettings() []Setting {
	return []Setting{{
		Key: "data.dir", Env: "CREDENCE_DATA_DIR", Flag: "data-dir", Kind: Path, Computed: true,
		Default: "`credence` in the user's data folder: `$XDG_DATA_HOME`, else `~/.local/share` " +
			"(macOS: `~/Library/Application Support`)",
		Meaning: "The folder of everything that is kept; two data folders are two graphs",
		field:   func(c *Config) any { return &c.Data.Dir },
	}, {
		Key: "cache.dir", Env: "CREDENCE_CACHE_DIR", Flag: "cache-dir", Kind: Path, Computed: true,
		Default: "`credence` in the user's cache folder: `$XDG_CACHE_HOME`, else `~/.cache` (macOS: `~/Library/Caches`)",
		Meaning: "The folder of what can be downloaded again, such as Neo4j's jars",
		field:   func(c *Config) any { return &c.Cache.Dir },
	}}
}

func serverSettings() []Setting {
	return []Setting{{
		Key: "server.address", Env: "CREDENCE_SERVER_ADDRESS", Flag: "server-address",
		Kind: Address, Default: "127.0.0.1:8484",
		Meaning: "Where the server listens, on loopback only until there is authentication; port 0 takes a free port",
		field:   func(c *Config) any { return &c.Server.Address },
	}, {
		Key: "server.requestTimeout", Env: "CREDENCE_SERVER_REQUEST_TIMEOUT", Flag: "server-request-timeout",
		Kind: Duration, Default: "15s",
		bounds:  during(10*time.Millisecond, 10*time.Minute),
		Meaning: "How long one request may take, including the transfer of its body",
		field:   func(c *Config) any { return &c.Server.RequestTimeout },
	}, {
		Key: "server.maxBody", Env: "CREDENCE_SERVER_MAX_BODY", Flag: "server-max-body", Kind: Size, Default: "1MiB",
		bounds:  between(1<<10, 64<<20),
		Meaning: "How large the body of a request may be",
		field:   func(c *Config) any { return &c.Server.MaxBody },
	}, {
		Key: "server.maxConcurrent", Env: "CREDENCE_SERVER_MAX_CONCURRENT", Flag: "server-max-concurrent",
		Kind: Number, Unit: "requests", Default: "256",
		bounds:  between(0, 100_000),
		Meaning: "How many GraphQL requests may run at once; any more are answered with 429 and Retry-After; 0 = no limit",
		field:   func(c *Config) any { return &c.Server.MaxConcurrent },
	}, {
		Key: "server.maxStreams", Env: "CREDENCE_SERVER_MAX_STREAMS", Flag: "server-max-streams",
		Kind: Number, Default: "1000",
		bounds:  between(1, 100_000),
		Meaning: "How many connections may follow events at once, and how many subscriptions in total",
		field:   func(c *Config) any { return &c.Server.MaxStreams },
	}, {
		Key: "server.probe", Env: "CREDENCE_SERVER_PROBE", Flag: "server-probe", Kind: Duration, Default: "250ms",
		bounds:  during(10*time.Millisecond, time.Hour),
		Meaning: "How often the server asks Neo4j if others have committed; it knows its own writes at once",
		field:   func(c *Config) any { return &c.Server.Probe },
	}, {
		Key: "server.introspection", Env: "CREDENCE_SERVER_INTROSPECTION", Flag: "server-introspection",
		Kind: Switch, Default: "true",
		Meaning: "Whether clients may ask for the schema; if not, errors suggest no names either",
		field:   func(c *Config) any { return &c.Server.Introspection },
	}}
}

func stopSettings() []Setting {
	return []Setting{{
		Key: "server.drainDelay", Env: "CREDENCE_SERVER_DRAIN_DELAY", Flag: "server-drain-delay",
		Kind: Duration, Default: "200ms",
		bounds: during(0, 5*time.Minute),
		Meaning: "How long a server that is told to stop keeps serving with `/readyz` at 503, so that its " +
			"clients can turn away first",
		field: func(c *Config) any { return &c.Server.DrainDelay },
	}, {
		Key: "server.shutdownTimeout", Env: "CREDENCE_SERVER_SHUTDOWN_TIMEOUT", Flag: "server-shutdown-timeout",
		Kind: Duration, Default: "10s",
		bounds:  during(10*time.Millisecond, 10*time.Minute),
		Meaning: "How long running requests then have to finish",
		field:   func(c *Config) any { return &c.Server.ShutdownTimeout },
	}}
}

func graphqlSettings() []Setting {
	limit := func(key, env, flag, fallback, unit string, high float64, field func(*Config) any, meaning string) Setting {
		return Setting{Key: key, Env: env, Flag: flag, Kind: Number, Unit: unit, Default: fallback,
			bounds: between(1, high), Meaning: meaning, field: field}
	}
	return []Setting{
		limit("graphql.complexity", "CREDENCE_GRAPHQL_COMPLEXITY", "graphql-complexity", "25000", "", 100_000_000,
			func(c *Config) any { return &c.GraphQL.Complexity },
			"What a query may cost: a field costs 1, a list its length times the cost of an item, what "+
				"must be computed or read on its own more"),
		limit("graphql.depth", "CREDENCE_GRAPHQL_DEPTH", "graphql-depth", "15", "levels", 100,
			func(c *Config) any { return &c.GraphQL.Depth },
			"How deep the selections of a query may be nested"),
		limit("graphql.aliases", "CREDENCE_GRAPHQL_ALIASES", "graphql-aliases", "15", "aliases", 1000,
			func(c *Config) any { return &c.GraphQL.Aliases },
			"How many aliases a query may use"),
		limit("graphql.directives", "CREDENCE_GRAPHQL_DIRECTIVES", "graphql-directives", "50", "directives", 1000,
			func(c *Config) any { return &c.GraphQL.Directives },
			"How many directives a query may use"),
		limit("graphql.tokens", "CREDENCE_GRAPHQL_TOKENS", "graphql-tokens", "2000", "tokens", 1_000_000,
			func(c *Config) any { return &c.GraphQL.Tokens },
			"How many tokens the text of a query may have"),
	}
}

func outputSettings() []Setting {
	return []Setting{{
		Key: "log.level", Env: "CREDENCE_LOG_LEVEL", Flag: "log-level", Kind: Choice, Default: "info",
		Choices: []string{"debug", "info", "warn", "error"},
		Meaning: "The least severe level that is logged",
		field:   func(c *Config) any { return &c.Log.Level },
	}, {
		Key: "log.format", Env: "CREDENCE_LOG_FORMAT", Flag: "log-format", Kind: Choice, Default: "text",
		Choices: []string{"text", "json"},
		Meaning: "The format of the log",
		field:   func(c *Config) any { return &c.Log.Format },
	}, {
		Key: "output.color", Env: "CREDENCE_OUTPUT_COLOR", Flag: "color", Kind: Choice, Default: "auto",
		Choices: []string{"auto", "always", "never"},
		Meaning: "Whether answers are coloured; auto = on a terminal",
		field:   func(c *Config) any { return &c.Output.Color },
	}}
}
