import Foundation
import TestSupport
import Testing

@Suite struct LimitTests {
    private func exhaust(_ resource: String) async throws -> ToolResult {
        let folder = try Playground()
        return try await Escapee.run(["exhaust", resource, folder.writable])
    }

    @Test("Memory beyond the limit is refused, and the process goes on")
    func memory() async throws {
        let ending = try JSON(parsing: try await exhaust("memory").text)
        #expect(ending["code"]?.integer == Int(ENOMEM))
        // What the program itself has mapped counts too.
        #expect((1 << 28..<1 << 30).contains(ending["used"]?.integer ?? 0))
    }

    @Test("A file that becomes too long ends the process by SIGXFSZ")
    func file() async throws {
        #expect(try await exhaust("file").signal == SIGXFSZ)
    }

    @Test("Where that signal is ignored, the file ends at the limit exactly")
    func fileIgnoringSignal() async throws {
        let ending = try JSON(parsing: try await exhaust("file-ignoring-signal").text)
        #expect(ending["code"]?.integer == Int(EFBIG))
        #expect(ending["used"]?.integer == 1 << 20)
    }

    @Test("A process that computes for too long ends by SIGXCPU")
    func processor() async throws {
        let result = try await exhaust("processor")
        #expect(result.signal == SIGXCPU)
        #expect(result.processorTime < .seconds(3))
    }

    @Test("No more files are opened than allowed")
    func files() async throws {
        let ending = try JSON(parsing: try await exhaust("files").text)
        #expect(ending["code"]?.integer == Int(EMFILE))
        #expect((1...13).contains(ending["used"]?.integer ?? 0))
    }
}
