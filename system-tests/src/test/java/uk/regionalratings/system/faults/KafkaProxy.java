package uk.regionalratings.system.faults;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;
import uk.regionalratings.local.Ports;
import uk.regionalratings.system.faults.ProtocolFaults.Treatment;

/**
 * Stands between clients and a single broker, speaks Kafka's protocol, and treats requests as {@link RequestFaults} says. As a broker does, it serves the
 * requests of a connection one after the other. It calls itself the broker in the answers that tell clients where to go.
 */
final class KafkaProxy implements AutoCloseable {
    private final int broker;
    private final RequestFaults faults;
    private final ServerSocket entrance;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Decides what becomes of each request. */
    @FunctionalInterface
    interface RequestFaults {
        /** @param request the whole request, with its header */
        Treatment treat(ApiKeys api, ByteBuffer request);
    }

    /** @param broker the port of the broker on this machine */
    KafkaProxy(int broker, RequestFaults faults) {
        this.broker = broker;
        this.faults = faults;
        try {
            this.entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::welcome);
    }

    /** The value for {@code bootstrap.servers}. */
    String bootstrapServers() {
        return Ports.HOST + ":" + entrance.getLocalPort();
    }

    private void welcome() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), broker)) {
            server.setTcpNoDelay(true);
            open.add(server);
            DataInputStream requests = new DataInputStream(client.getInputStream());
            DataOutputStream answers = new DataOutputStream(client.getOutputStream());
            DataOutputStream onwards = new DataOutputStream(server.getOutputStream());
            DataInputStream back = new DataInputStream(server.getInputStream());
            boolean goesOn = true;
            while (goesOn) {
                goesOn = handle(read(requests), answers, onwards, back);
            }
            open.remove(server);
        } catch (IOException e) {
            // One end has closed, and so the other is closed.
        } finally {
            open.remove(client);
        }
    }

    /** Returns whether the connection goes on. */
    private boolean handle(byte[] request, DataOutputStream answers, DataOutputStream onwards, DataInputStream back)
            throws IOException {
        ApiKeys api = ApiKeys.forId(ByteBuffer.wrap(request).getShort());
        Treatment treatment = faults.treat(api, ByteBuffer.wrap(request));
        LockSupport.parkNanos(treatment.delay().toNanos());
        byte[] answer = {};
        if (treatment.reaches()) {
            write(onwards, request);
            answer = read(back);
        }
        if (treatment.cut()) {
            return false;
        }
        write(answers, treatment.answer() == Errors.NONE ? here(api, request, answer) : error(request, treatment));
        return true;
    }

    private static byte[] read(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        byte[] framed = ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
        out.write(framed);
        out.flush();
    }

    private static byte[] error(byte[] request, Treatment treatment) {
        ByteBuffer buffer = ByteBuffer.wrap(request);
        RequestHeader header = RequestHeader.parse(buffer);
        AbstractRequest body = AbstractRequest.parseRequest(
                        header.apiKey(), header.apiVersion(), new ByteBufferAccessor(buffer))
                .request;
        AbstractResponse response = body.getErrorResponse(0, treatment.answer().exception());
        return bytes(header, response.data());
    }

    private static byte[] bytes(RequestHeader header, ApiMessage data) {
        ResponseHeader response = header.toResponseHeader();
        ByteBuffer buffer =
                RequestUtils.serialize(response.data(), response.headerVersion(), data, header.apiVersion());
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** The answer with this proxy where it names the broker. */
    private byte[] here(ApiKeys api, byte[] request, byte[] answer) {
        if (api != ApiKeys.METADATA && api != ApiKeys.FIND_COORDINATOR && api != ApiKeys.DESCRIBE_CLUSTER) {
            return answer;
        }
        RequestHeader header = RequestHeader.parse(ByteBuffer.wrap(request));
        ApiMessage data =
                AbstractResponse.parseResponse(ByteBuffer.wrap(answer), header).data();
        int port = entrance.getLocalPort();
        if (data instanceof MetadataResponseData metadata) {
            metadata.brokers().forEach(one -> one.setPort(port));
        } else if (data instanceof FindCoordinatorResponseData found) {
            if (found.port() > 0) {
                found.setPort(port);
            }
            found.coordinators().stream().filter(one -> one.port() > 0).forEach(one -> one.setPort(port));
        } else if (data instanceof DescribeClusterResponseData cluster) {
            cluster.brokers().forEach(one -> one.setPort(port));
        }
        return bytes(header, data);
    }

    @Override
    public void close() {
        try {
            entrance.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
