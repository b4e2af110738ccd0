/** {@code make seasons}: whole recorded seasons through the packaged program, compared with what their documents say. */
package nhldata.seasons;
