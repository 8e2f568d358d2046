import Foundation
import Glibc
import Sandbox

/// Makes a copy of this process, which says what it has.
enum Copying {
    private struct Findings: Codable {
        /// Entries of the environment.
        var environment: [String]
        var descriptors: [Int]
        var leadsSession: Bool
        /// Whether the copy's memory holds the bytes that it was to look for.
        var holdsSecret: Bool
        /// How the copy has ended.
        var end: String?
    }

    /// - Parameter reversed: what to look for, from its end to its beginning, so that to know it is not to hold it.
    static func run(lookingFor reversed: String) throws {
        let made = ForkedProcess.make(environment: ["KEPT": "yes"]) {
            let connection = Connection(owning: STDIN_FILENO)
            try? connection.send(Array(JSONEncoder().encode(findings(Array(reversed.utf8)))))
            exit(7)
        }
        guard let (twin, connection) = made else { return report(["error": "no copy"]) }
        var found = try JSONDecoder().decode(
            Findings.self, from: Data(connection.receive()?.bytes ?? []))
        found.end = "\(twin.end())"
        report(found)
    }

    /// Kills a copy that would wait for ever.
    static func kill() {
        guard
            let (twin, _) = ForkedProcess.make(environment: [:], live: { while true { sleep(60) } })
        else { return report(["error": "no copy"]) }
        twin.stop()
        report(["end": "\(twin.end())"])
    }

    /// Tries to make a copy beside another thread.
    static func runWithThread() {
        Thread.detachNewThread { Thread.sleep(forTimeInterval: 60) }
        report(["isMade": ForkedProcess.make(environment: [:], live: { exit(0) }) != nil])
    }

    private static func findings(_ reversed: [UInt8]) -> Findings {
        let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return Findings(
            environment: ProcessInfo.processInfo.environment.map { "\($0)=\($1)" },
            // That of the listing itself is closed by now.
            descriptors: descriptors.compactMap { Int($0) }.filter { fcntl(Int32($0), F_GETFD) >= 0 }
                .sorted(),
            leadsSession: getsid(0) == getpid(), holdsSecret: memoryHolds(reversed))
    }

    private static func memoryHolds(_ reversed: [UInt8]) -> Bool {
        guard let maps = try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8),
            let memory = FileHandle(forReadingAtPath: "/proc/self/mem")
        else { return true }
        return maps.split(separator: "\n").filter { $0.contains(" rw-p ") }.contains { line in
            let bounds = line.prefix { $0 != " " }.split(separator: "-").compactMap { UInt64($0, radix: 16) }
            guard bounds.count == 2, (try? memory.seek(toOffset: bounds[0])) != nil,
                let bytes = try? memory.read(upToCount: Int(bounds[1] - bounds[0]))
            else { return false }
            return holds(bytes, reversed)
        }
    }

    private static func holds(_ bytes: Data, _ reversed: [UInt8]) -> Bool {
        guard let last = reversed.first else { return true }
        return bytes.indices.contains { end in
            bytes[end] == last && end - bytes.startIndex >= reversed.count - 1
                && reversed.indices.allSatisfy { bytes[end - $0] == reversed[$0] }
        }
    }
}
