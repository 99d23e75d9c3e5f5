package graph

import "github.com/credence-graph/credence/graph/generated"

// Documentation is what the schema says of one type, or of one value or field of a type.
type Documentation struct{ Name, Text string }

// Documented returns what the schema says of a type and of each of its values or fields, in the schema's order. The
// help of the command line has its tables from here, so that they cannot differ from the contract.
func Documented(typeName string) (about string, parts []Documentation) {
	def := generated.NewExecutableSchema(generated.Config{}).Schema().Types[typeName]
	if def == nil {
		return "", nil
	}
	for _, v := range def.EnumValues {
		parts = append(parts, Documentation{v.Name, v.Description})
	}
	for _, f := range def.Fields {
		parts = append(parts, Documentation{f.Name, f.Description})
	}
	return def.Description, parts
}
