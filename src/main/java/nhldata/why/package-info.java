/** Where a number comes from: from the row of a mart to the games that it is the sum of, their CSVs and raw documents. */
package nhldata.why;
