import Testing

@testable import Threading

@Suite struct ChannelTests {
    private struct Item: ~Copyable, Sendable {
        let number: Int
    }

    @Test("Elements arrive in their order and the end arrives after them")
    func keepsOrder() async throws {
        let channel = Channel<Item>(capacity: 2)
        async let sending: Void = {
            for number in 0..<100 { try await channel.send(Item(number: number)) }
            channel.finish()
        }()
        var received: [Int] = []
        while let item = try await channel.receive() { received.append(item.number) }
        try await sending
        #expect(received == Array(0..<100))
    }

    @Test("A full queue makes the sender wait until something is taken")
    func waitsForRoom() async throws {
        let channel = Channel<Item>(capacity: 1)
        try await channel.send(Item(number: 0))
        let second = Task { try await channel.send(Item(number: 1)) }
        let third = Task {
            _ = try await second.value
            try await channel.send(Item(number: 2))
        }
        var received: [Int] = []
        while received.count < 3, let item = try await channel.receive() { received.append(item.number) }
        #expect(received == [0, 1, 2])
        _ = try await third.value
    }

    @Test("Cancelling a task that waits ends the waiting of both sides", .timeLimit(.minutes(20)))
    func cancels() async throws {
        let empty = Channel<Item>(capacity: 1)
        let receiver = Task { _ = try await empty.receive() }
        receiver.cancel()
        await #expect(throws: CancellationError.self) { try await receiver.value }
        await #expect(throws: CancellationError.self) { try await empty.send(Item(number: 0)) }
    }
}
