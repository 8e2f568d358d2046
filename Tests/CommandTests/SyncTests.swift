import TestSupport
import Testing

extension CommandTests {
    /// Sound and picture stay where the source has them, however the source stores its times.
    ///
    /// A frame may be shown up to half an output frame off its time when the rates differ; here the
    /// flashes lie on the output's own clock, so the right frame is exactly known. Sound may be 10 ms
    /// off, which is not noticed (ITU-R BT.1359-1 puts detectability at 45 ms).
    @Suite struct SyncTests {
        struct Case: Sendable, CustomTestStringConvertible {
            let fixture: String
            let options: [String]
            /// When the first flash is seen, and the first beep heard, in the output.
            let firstFlash: Double
            let firstBeep: Double
            let flashes: Int

            var testDescription: String { ([fixture] + options).joined(separator: " ") }
        }

        static let cases = [
            Case(fixture: "flash-beep.mp4", options: [], firstFlash: 0, firstBeep: 0, flashes: 15),
            Case(
                fixture: "flash-beep.mp4", options: ["--start", "3.2", "--duration", "8"],
                firstFlash: 0.8, firstBeep: 0.8, flashes: 8),
            Case(
                fixture: "flash-beep-vfr.mp4", options: ["--start", "3.2", "--duration", "8"],
                firstFlash: 0.8, firstBeep: 0.8, flashes: 8),
            Case(fixture: "flash-beep-vfr.mp4", options: [], firstFlash: 0, firstBeep: 0, flashes: 15),
            Case(
                fixture: "flash-beep-editlist.mp4", options: [], firstFlash: 0.5, firstBeep: 0.85, flashes: 9),
            Case(
                fixture: "flash-beep-editlist.mp4", options: ["--start", "3.2", "--duration", "5"],
                firstFlash: 0.3, firstBeep: 0.65, flashes: 5),
        ]

        @Test("Each flash is on its frame and each beep within 10 ms", arguments: cases)
        func keepsSync(_ test: Case) async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path(test.fixture), test.options + ["--fit", "cover"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let output = folder.file("out/\(test.fixture)")
            #expect(try await StoryCheck.violations(of: output) == [])

            let frames = try await FlashTrack(of: output).flashes.map { Int(($0 * 30).rounded()) }
            let wanted = (0..<test.flashes).map { Int(((test.firstFlash + Double($0)) * 30).rounded()) }
            #expect(frames == wanted)

            let onsets = try await SoundTrack(of: output).onsets()
            #expect(onsets.count == test.flashes)
            for (beep, onset) in onsets.enumerated() {
                let due = test.firstBeep + Double(beep)
                #expect(abs(onset - due) < Self.tolerance(at: due), "beep \(beep) is heard at \(onset) s")
            }
        }

        @Test("A trim starts on the very frame, and no frame is lost or shown twice")
        func trimsToTheFrame() async throws {
            let folder = try Workspace()
            _ = try await Program.ingest(
                Fixture.path("flash-beep.mp4"), ["--start", "3.2", "--duration", "8"], in: folder)
            let numbers = try await FrameCounter.numbers(of: folder.file("out/flash-beep.mp4"))
            #expect(numbers == Array(96..<336))
        }

        @Test("Slides of a split clip join without a gap or a repeated frame")
        func splitsWithoutGap() async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(Fixture.path("flash-beep.mp4"), ["--split"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let first = try await FrameCounter.numbers(of: folder.file("out/flash-beep-1.mp4"))
            let second = try await FrameCounter.numbers(of: folder.file("out/flash-beep-2.mp4"))
            #expect(first + second == Array(0..<600))
            for slide in 1...2 {
                let output = folder.file("out/flash-beep-\(slide).mp4")
                #expect(try await StoryCheck.violations(of: output) == [])
            }
            let onsets = try await SoundTrack(of: folder.file("out/flash-beep-2.mp4")).onsets()
            #expect(onsets.count == 5)
            for (beep, onset) in onsets.enumerated() {
                #expect(abs(onset - Double(beep)) < Self.tolerance(at: Double(beep)), "\(onsets)")
            }
        }

        /// How far off a beep may set in, in seconds.
        ///
        /// AAC builds each 1024 samples from two packets. Without an edit list that hides a packet, the
        /// first 1024 samples of a file have only one and fade in: what begins at 0 is in place, but
        /// reaches half of its loudness after half of that time.
        private static func tolerance(at time: Double) -> Double { time == 0 ? 1024 / 48_000 : 0.010 }

        @Test("From 60 fps every second frame is shown, from 24 fps all of them, each near its time")
        func convertsFrameRates() async throws {
            let folder = try Workspace()
            for rate in [24, 60] {
                let result = try await Program.ingest(
                    Fixture.path("counter-\(rate)fps.mp4"), ["--fit", "contain"], in: folder)
                #expect(result.exitCode == 0, "\(result.standardError)")
                // 320×180 in 1080×1920 is 1080×608 at y 656: in 270×480 that is 152 rows from 164.
                let numbers = try await FrameGrab.rasters(
                    of: folder.file("out/counter-\(rate)fps.mp4"), width: 270, height: 480
                ).map { FrameCounter.number(in: $0, x: 0..<152, y: 302..<315) }
                #expect(numbers.count == 60)
                for (index, number) in numbers.enumerated() {
                    let moment = Double(index) / 30 * Double(rate)
                    #expect(abs(Double(number) - moment) <= 1, "frame \(index) shows \(number)")
                }
                let distinct = Set(numbers).count
                #expect(distinct == (rate == 24 ? 48 : 60))
            }
        }
    }
}
