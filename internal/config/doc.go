// Package config reads the settings of Credence: from a file, the environment and the command line, in that order of
// rising precedence. One table, [Table], defines every key with its type, default, names, range and meaning; loading,
// flags, the listing of what is in force and the help about settings are all made from it.
//
// Nothing is guessed: a key, a variable or a value that is not understood is an error that says where it stands and
// what was expected. Secrets are never printed: see [Secret].
package config
