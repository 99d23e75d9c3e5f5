// Package terminal writes for people and asks them: pages of text with tables and colour, fitted to the width of a
// terminal, progress bars and questions. It knows nothing of what is written or asked.
package terminal
