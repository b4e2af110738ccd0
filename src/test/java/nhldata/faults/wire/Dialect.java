package nhldata.faults.wire;

import java.io.IOException;
import java.io.InputStream;

/** Just enough of a protocol to say what goes by. One instance serves one connection; both methods return null at its end. */
interface Dialect {

    Message fromClient(InputStream in) throws IOException;

    Message fromServer(InputStream in) throws IOException;
}
