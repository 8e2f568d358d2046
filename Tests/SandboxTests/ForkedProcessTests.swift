import TestSupport
import Testing

/// Copies of a process, each made by a process of its own: this one has several threads.
@Suite struct ForkedProcessTests {
    private static func report(
        _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> JSON {
        let result = try await Escapee.run(arguments, environment: environment)
        try #require(result.exitCode == 0, "\(result.ending): \(result.standardError)")
        return try JSON(parsing: result.text)
    }

    @Test func `a copy has its channel, and nothing else of its parent's that is a secret`() async throws {
        let secret = "swordfish-\(UInt64.random(in: 1 << 60...UInt64.max))"
        let found = try await Self.report(
            ["copy", String(secret.reversed())], environment: ["PASSWORD_OF_PARENT": secret])
        #expect(found["environment"] == .array([.string("KEPT=yes")]))
        #expect(found["descriptors"] == .array([.number(0), .number(1), .number(2)]))
        #expect(found["leadsSession"]?.bool == true)
        #expect(found["holdsSecret"]?.bool == false)
        #expect(found["end"]?.string == "exited(7)")
    }

    @Test func `what a copy is to look for is found where it is`() async throws {
        // An argument stays; the needle is the argument's own reverse.
        let found = try await Self.report(["copy", "abcdefghgfedcba"])
        #expect(found["holdsSecret"]?.bool == true)
    }

    @Test func `a copy that is killed says so`() async throws {
        #expect(try await Self.report(["kill-copy"])["end"]?.string == "signalled(9)")
    }

    @Test func `no copy is made beside another thread`() async throws {
        #expect(try await Self.report(["copy-with-thread"])["isMade"]?.bool == false)
    }
}
