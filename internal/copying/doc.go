// Package copying finds sources that copy each other without saying so.
package copying
