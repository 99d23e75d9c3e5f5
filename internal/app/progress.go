package app

import "github.com/credence-graph/credence/internal/ingest"

// phaseUnit says what each phase of a long work counts.
func phaseUnit(phase string) string {
	switch phase {
	case "gather":
		return "records read"
	case "read":
		return "texts read"
	case "match":
		return "texts matched"
	case "compare":
		return "groups of pairs compared"
	case "quotes":
		return "quotations compared"
	case "pairs":
		return "sources compared with others"
	case "beliefs":
		return "rounds of estimates"
	case "record":
		return "copies recorded"
	}
	return phase
}

// importUnit says what a phase of an import counts: bytes of the files as they lie on disk, or of the lines that are
// written.
func importUnit(phase ingest.Phase) string {
	if phase == ingest.Writing {
		return "writing, bytes of lines"
	}
	return string(phase) + ", bytes of files"
}
