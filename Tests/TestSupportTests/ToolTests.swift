import TestSupport
import Testing

@Suite struct ToolTests {
    @Test("Output, errors and exit code come back, and the directory and environment arrive")
    func returnsWhatTheProgramSaid() async throws {
        let folder = try TemporaryDirectory()
        let result = try await Tool("sh").run(
            ["-c", "pwd; echo $COLOUR >&2; exit 3"], in: folder.path, environment: ["COLOUR": "blue"])
        #expect(result.text.hasSuffix(folder.path.split(separator: "/").last! + "\n"))
        #expect(result.standardError == "blue\n")
        #expect(result.exitCode == 3)
    }

    @Test("A program that takes too long is killed with its children")
    func killsWhatHangs() async throws {
        let result = try await Tool("sh").run(["-c", "sleep 600; true"], timeout: .milliseconds(200))
        #expect(result.timedOut)
        #expect(result.wallTime < .seconds(300))
    }

    @Test("A program that cannot be found is an error that names it")
    func namesMissingProgram() async throws {
        let error = await #expect(throws: ToolError.self) { try await Tool("no-such-program").run([]) }
        #expect(error?.message.contains("no-such-program") == true)
    }

    @Test("Peak memory is that of the program")
    func measuresMemory() async throws {
        let result = try await Tool("python3").run([
            "-c", "b'x' * 200_000_000",
        ])
        #expect(result.peakResidentBytes > 200_000_000)
    }

    @Test("A signal reaches the program")
    func sendsSignals() async throws {
        let running = try Tool("sleep").start(["60"])
        let result = try await running.result(interruption: .init(signal: 2, after: .milliseconds(100)))
        #expect(result.signal == 2)
        #expect(result.wallTime < .seconds(5))
    }
}
