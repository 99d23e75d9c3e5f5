package outline

import (
	"bytes"

	"go.yaml.in/yaml/v3"
)

const annotationHead = `# What credence read in the text by its patterns: a suggestion. Every quote stands on the line given with it, counted from 1.
# Correct it, and record it with: credence read TEXT --annotation THIS-FILE
`

// Annotation returns the graph as an annotation, in YAML. It can be read by ingest.ParseAnnotation, together with the
// text.
func (g *Graph) Annotation() (string, error) {
	var b bytes.Buffer
	b.WriteString(annotationHead)
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(g); err != nil {
		return "", err
	}
	if err := e.Close(); err != nil {
		return "", err
	}
	return b.String(), nil
}
