// Package addresses knows which addresses on the web are of one page: it brings them into one form, sees through copies
// in archives, translations and links that only count who follows them, and knows the sites that have several hosts or
// several addresses for one post. It works on texts alone; what an address means for a record is a matter of package
// evidence.
package addresses
