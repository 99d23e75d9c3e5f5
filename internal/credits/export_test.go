package credits

// AliasesOf returns the spellings of all agencies, by the agency's name.
func AliasesOf() map[string]string {
	out := map[string]string{}
	for _, list := range aliases {
		for _, a := range list {
			out[a.written] = agencies[a.agency].name
		}
	}
	return out
}
