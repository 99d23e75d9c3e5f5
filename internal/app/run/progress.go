package run

// PhaseUnit says what each phase of a long work counts.
func PhaseUnit(phase string) string {
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
