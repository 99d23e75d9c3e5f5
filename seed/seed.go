package seed

import _ "embed"

// The names of the embedded files, for messages.
const (
	TextName       = "seed/north-korea.txt"
	AnnotationName = "seed/north-korea.yaml"
)

//go:embed north-korea.txt
var text string

//go:embed north-korea.yaml
var annotation string

// Text returns the fact check as it was published, byte for byte.
func Text() string { return text }

// Annotation returns the annotation of the fact check, in YAML.
func Annotation() string { return annotation }
