import Foundation
import Sandbox
import Testing

@Suite struct DescriptorChannelTests {
    /// Both ends in one process.
    private func channel() throws -> (near: DescriptorChannel, far: DescriptorChannel) {
        let pair = try DescriptorChannel.pair()
        return (pair.near, DescriptorChannel(owning: pair.far))
    }

    /// What has been written to a pipe, up to its end, which comes when no process can write to it any more.
    private func rest(of pipe: Pipe) throws -> String {
        String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }

    @Test("Messages arrive one by one, as they were sent, empty ones too")
    func messages() throws {
        let (near, far) = try channel()
        for message in [[1, 2, 3], [], [UInt8](repeating: 7, count: 1000)] as [[UInt8]] {
            try near.send(message)
        }
        #expect(try far.receive(limit: 1000)?.bytes == [1, 2, 3])
        #expect(try far.receive(limit: 1000)?.bytes == [])
        #expect(try far.receive(limit: 1000)?.bytes.count == 1000)
    }

    @Test("A message that is longer than the socket holds arrives in one piece")
    func longMessage() throws {
        let (near, far) = try channel()
        let message = (0..<8 << 20).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
        Thread.detachNewThread { try? near.send(message) }
        #expect(try far.receive(limit: message.count)?.bytes == message)
    }

    @Test("Descriptors arrive with their message, in order, and are closed where they are not taken")
    func descriptors() throws {
        let (near, far) = try channel()
        let pipes = [Pipe(), Pipe(), Pipe()]
        try near.send([9], descriptors: pipes.map(\.fileHandleForWriting.fileDescriptor))
        for pipe in pipes { try pipe.fileHandleForWriting.close() }
        guard var received = try far.receive(limit: 10, descriptorLimit: 3) else {
            Issue.record("nothing came")
            return
        }
        for (number, descriptor) in received.takeDescriptors().enumerated() {
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            file.write(Data("\(number)".utf8))
        }
        for (number, pipe) in pipes.enumerated() { #expect(try rest(of: pipe) == "\(number)") }

        let left = Pipe()
        try near.send([9], descriptors: [left.fileHandleForWriting.fileDescriptor])
        try left.fileHandleForWriting.close()
        _ = try far.receive(limit: 10, descriptorLimit: 3)
        #expect(try rest(of: left) == "")
    }

    @Test("More descriptors than were agreed are an error, and all are closed", arguments: [1, 2])
    func tooManyDescriptors(limit: Int) throws {
        let (near, far) = try channel()
        let pipes = [Pipe(), Pipe(), Pipe()]
        try near.send([9], descriptors: pipes.map(\.fileHandleForWriting.fileDescriptor))
        for pipe in pipes { try pipe.fileHandleForWriting.close() }
        #expect(throws: ChannelError.tooManyDescriptors(limit: limit)) {
            _ = try far.receive(limit: 10, descriptorLimit: limit)
        }
        for pipe in pipes { #expect(try rest(of: pipe) == "") }
    }

    @Test("Where no descriptors were agreed, those that come are closed unseen")
    func unwantedDescriptors() throws {
        let (near, far) = try channel()
        let pipe = Pipe()
        try near.send([9], descriptors: [pipe.fileHandleForWriting.fileDescriptor])
        try pipe.fileHandleForWriting.close()
        #expect(try far.receive(limit: 10)?.bytes == [9])
        #expect(try rest(of: pipe) == "")
    }

    @Test("A message that is too long is refused by its length alone")
    func tooLong() throws {
        let pair = try DescriptorChannel.pair()
        let far = FileHandle(fileDescriptor: pair.far, closeOnDealloc: true)
        far.write(Data([0xff, 0xff, 0xff, 0xff]))
        #expect(throws: ChannelError.tooLong(bytes: 0xffff_ffff, limit: 1 << 20)) {
            _ = try pair.near.receive(limit: 1 << 20)
        }
    }

    @Test("The end is a value between messages and an error within one", arguments: [0, 1, 4, 6])
    func end(bytes: Int) throws {
        let pair = try DescriptorChannel.pair()
        let far = FileHandle(fileDescriptor: pair.far, closeOnDealloc: true)
        far.write(Data([0, 0, 0, 3, 1, 2].prefix(bytes)))
        try far.close()
        if bytes == 0 {
            let message = try pair.near.receive(limit: 10)?.bytes
            #expect(message == nil)
        } else {
            #expect(throws: ChannelError.endedEarly) { _ = try pair.near.receive(limit: 10) }
        }
    }

    @Test("An end that leaves a message unread is an end like any other", arguments: [0, 1, 7])
    func endUnread(bytes: Int) throws {
        let pair = try DescriptorChannel.pair()
        let far = FileHandle(fileDescriptor: pair.far, closeOnDealloc: true)
        try pair.near.send([7, 8])
        far.write(Data([0, 0, 0, 3, 1, 2, 3].prefix(bytes)))
        try far.close()
        switch bytes {
        case 1: #expect(throws: ChannelError.endedEarly) { _ = try pair.near.receive(limit: 10) }
        case 7:
            let message = try pair.near.receive(limit: 10)?.bytes
            #expect(message == [1, 2, 3])
            fallthrough
        default:
            let end = try pair.near.receive(limit: 10)?.bytes
            #expect(end == nil)
        }
    }

    @Test("To send to an end that is closed is an error, not a signal")
    func sendToClosedEnd() throws {
        let pair = try DescriptorChannel.pair()
        close(pair.far)
        #expect(throws: ChannelError.failed(call: "send", code: EPIPE)) { try pair.near.send([1]) }
    }
}
