package neo4jd

import (
	"encoding/json"
	"os"
	"time"
)

// The phases of a supervised instance.
const (
	phaseStarting = "starting"
	phaseReady    = "ready"
	phaseFailed   = "failed"
	phaseStopped  = "stopped"
)

// state is what the supervisor tells all others, in a file that is replaced as a whole. It is worth something only
// while that supervisor lives; but a failure is read by those that waited for it, and the port by the next supervisor.
type state struct {
	Phase      string    `json:"phase"`
	Supervisor process   `json:"supervisor"`
	Neo4j      process   `json:"neo4j"`
	Port       int       `json:"port"`
	Version    string    `json:"version"`
	Since      time.Time `json:"since"` // of the phase
	Restarts   int       `json:"restarts"`
	Failure    *failure  `json:"failure,omitempty"`
}

// readState returns what a supervisor has told last; nothing, or nothing legible, is the zero state.
func readState(h home) state {
	var st state
	data, err := os.ReadFile(h.state())
	if err != nil || json.Unmarshal(data, &st) != nil {
		return state{}
	}
	return st
}

// writeState replaces the state file.
func writeState(h home, st state) error {
	data, err := json.MarshalIndent(st, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(h.state(), append(data, '\n'))
}
