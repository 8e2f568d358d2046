import Foundation
import Sandbox
import Testing

@Suite struct ConnectionTests {
    /// Both ends in one process.
    private func ends() throws -> (near: Connection, far: Connection) {
        let pair = try Connection.pair()
        return (pair.near, Connection(owning: pair.far))
    }

    /// What has been written to a pipe, up to its end, which comes when no process can write to it any more.
    private func rest(of pipe: Pipe) throws -> String {
        String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }

    @Test("Messages arrive one by one, as they were sent, empty ones too")
    func messages() throws {
        let (near, far) = try ends()
        for message in [[1, 2, 3], [], [UInt8](repeating: 7, count: 1000)] as [[UInt8]] {
            try near.send(message)
        }
        #expect(try far.receive()?.bytes == [1, 2, 3])
        #expect(try far.receive()?.bytes == [])
        #expect(try far.receive()?.bytes.count == 1000)
    }

    @Test("A message that is longer than the socket holds arrives in one piece")
    func longMessage() throws {
        let (near, far) = try ends()
        let message = (0..<8 << 20).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
        Thread.detachNewThread { try? near.send(message) }
        #expect(try far.receive()?.bytes == message)
    }

    @Test("Descriptors arrive with their message, in order, and are closed where they are not taken")
    func descriptors() throws {
        let (near, far) = try ends()
        let pipes = [Pipe(), Pipe(), Pipe()]
        try near.send([9], descriptors: pipes.map(\.fileHandleForWriting.fileDescriptor))
        for pipe in pipes { try pipe.fileHandleForWriting.close() }
        guard var received = try far.receive(descriptorLimit: 3) else {
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
        _ = try far.receive(descriptorLimit: 3)
        #expect(try rest(of: left) == "")
    }

    @Test("More descriptors than were agreed are an error, and all are closed", arguments: [1, 2])
    func tooManyDescriptors(limit: Int) throws {
        let (near, far) = try ends()
        let pipes = [Pipe(), Pipe(), Pipe()]
        try near.send([9], descriptors: pipes.map(\.fileHandleForWriting.fileDescriptor))
        for pipe in pipes { try pipe.fileHandleForWriting.close() }
        #expect(throws: ConnectionError.tooManyDescriptors(limit: limit)) {
            _ = try far.receive(descriptorLimit: limit)
        }
        for pipe in pipes { #expect(try rest(of: pipe) == "") }
    }

    @Test("Where no descriptors were agreed, those that come are closed unseen")
    func unwantedDescriptors() throws {
        let (near, far) = try ends()
        let pipe = Pipe()
        try near.send([9], descriptors: [pipe.fileHandleForWriting.fileDescriptor])
        try pipe.fileHandleForWriting.close()
        #expect(try far.receive()?.bytes == [9])
        #expect(try rest(of: pipe) == "")
    }

    @Test("A message that is too long is refused by its length alone")
    func tooLong() throws {
        let pair = try Connection.pair()
        let far = FileHandle(fileDescriptor: pair.far, closeOnDealloc: true)
        far.write(Data([0xff, 0xff, 0xff, 0xff]))
        #expect(throws: ConnectionError.tooLong(bytes: 0xffff_ffff, limit: Connection.messageLimit)) {
            _ = try pair.near.receive()
        }
    }

    @Test("A message that the other end would refuse is not sent")
    func tooLongToSend() throws {
        let (near, far) = try ends()
        let limit = Connection.messageLimit
        #expect(throws: ConnectionError.tooLong(bytes: limit + 1, limit: limit)) {
            try near.send([UInt8](repeating: 0, count: limit + 1))
        }
        try near.send([1])
        #expect(try far.receive()?.bytes == [1])
    }

    @Test("Messages that several threads send at once arrive whole")
    func severalSenders() throws {
        let (near, far) = try ends()
        for number in UInt8(1)...8 {
            Thread.detachNewThread {
                for _ in 0..<20 { try? near.send([UInt8](repeating: number, count: 100_000)) }
            }
        }
        for _ in 0..<160 {
            let message = try #require(try far.receive()?.bytes)
            #expect(message.count == 100_000 && Set(message).count == 1)
        }
    }

    @Test("A connection is quiet until a message or the end arrives")
    func quiet() throws {
        let pair = try Connection.pair()
        let far = FileHandle(fileDescriptor: pair.far, closeOnDealloc: true)
        #expect(pair.near.isQuiet)
        far.write(Data([0, 0, 0, 1, 7]))
        #expect(!pair.near.isQuiet)
        #expect(try pair.near.receive()?.bytes == [7])
        #expect(pair.near.isQuiet)
        try far.close()
        #expect(!pair.near.isQuiet)
    }

    @Test("The end is a value between messages and an error within one", arguments: [0, 1, 4, 6])
    func end(bytes: Int) throws {
        let pair = try Connection.pair()
        let far = FileHandle(fileDescriptor: pair.far, closeOnDealloc: true)
        far.write(Data([0, 0, 0, 3, 1, 2].prefix(bytes)))
        try far.close()
        if bytes == 0 {
            let message = try pair.near.receive()?.bytes
            #expect(message == nil)
        } else {
            #expect(throws: ConnectionError.endedEarly) { _ = try pair.near.receive() }
        }
    }

    @Test("An end that leaves a message unread is an end like any other", arguments: [0, 1, 7])
    func endUnread(bytes: Int) throws {
        let pair = try Connection.pair()
        let far = FileHandle(fileDescriptor: pair.far, closeOnDealloc: true)
        try pair.near.send([7, 8])
        far.write(Data([0, 0, 0, 3, 1, 2, 3].prefix(bytes)))
        try far.close()
        switch bytes {
        case 1: #expect(throws: ConnectionError.endedEarly) { _ = try pair.near.receive() }
        case 7:
            let message = try pair.near.receive()?.bytes
            #expect(message == [1, 2, 3])
            fallthrough
        default:
            let end = try pair.near.receive()?.bytes
            #expect(end == nil)
        }
    }

    @Test("To send to an end that is closed is an error, not a signal")
    func sendToClosedEnd() throws {
        let pair = try Connection.pair()
        close(pair.far)
        #expect(throws: ConnectionError.failed(call: "send", code: EPIPE)) { try pair.near.send([1]) }
    }
}
