/** The JVM, doing nothing. */
public final class Nothing {

    private Nothing() {
    }

    public static void main(String[] args) {
        System.out.println("nothing");
    }
}
