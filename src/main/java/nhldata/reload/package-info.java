/** Edits of route files while the service runs: what the files may contain, their validation, and the replacement of routes. */
package nhldata.reload;
