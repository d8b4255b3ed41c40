package uk.regionalratings.local;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs a stack until it is killed. Started by the test that examines what remains. */
final class StackProcess {

    static final String READY = "stack ready";

    private StackProcess() {}

    public static void main(String[] args) throws InterruptedException {
        LocalStack stack = LocalStack.start(new LocalStack.Settings(0, 0, Path.of(args[0])));
        System.out.println(READY + " " + stack.bootstrapServers() + " " + stack.registryUrl());
        new CountDownLatch(1).await();
    }
}
