// Package scalar writes and reads the scalars of the schema. An empty value is "not known" and is written as null;
// every refusal is an error of code evidence.CodeInvalid that says what was expected.
package scalar
