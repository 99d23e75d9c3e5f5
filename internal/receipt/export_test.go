package receipt

// Canonical writes a value in canonical form.
func Canonical(value any) []byte { return canonical(nil, value) }
