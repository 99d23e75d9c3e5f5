// Package deploy holds the shell scripts that install what Credence needs, and tests them against stand-ins for the
// programs they call. It has no code of its own.
package deploy
