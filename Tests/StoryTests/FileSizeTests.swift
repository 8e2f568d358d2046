import Testing

@testable import Story

@Suite struct FileSizeTests {
    @Test(
        "A size is read with its unit and written in the largest unit that fits",
        arguments: [
            ("8MB", 8_000_000, "8MB"), ("7.5MB", 7_500_000, "7500kB"), ("500kB", 500_000, "500kB"),
            ("500KB", 500_000, "500kB"), ("16MiB", 16_777_216, "16777216B"),
            ("1.001GB", 1_001_000_000, "1001MB"),
            ("10240B", 10_240, "10240B"), ("10KiB", 10_240, "10240B"), ("2GiB", 2_147_483_648, "2147483648B"),
            ("1000GB", 1_000_000_000_000, "1000GB"),
        ])
    func sizes(text: String, bytes: Int64, canonical: String) throws {
        let size = try #require(FileSize(text))
        #expect(size.bytes == bytes)
        #expect(size.description == canonical)
        #expect(FileSize(canonical) == size)
    }

    @Test(
        "Text without a unit or without a number is not a size",
        arguments: [
            "", "8", "MB", "8 MB", "8mb", "8M", "-8MB", "+8MB", "1e3MB", ".5MB", "8.MB", "1.2345MB",
            "1.2.3MB",
            "８MB", "9999999999999B", "999999999999GB", "8MBit",
        ])
    func refused(text: String) {
        #expect(FileSize(text) == nil)
    }

    @Test("A story's maximum size is written out again")
    func roundTrip() throws {
        let json = #"{"version":1,"slides":[{}],"maxSize":"7.5MB"}"#
        let document = try StoryDocument(json: Array(json.utf8))
        #expect(document.maximumSize == FileSize(bytes: 7_500_000))
        #expect(document.canonicalJSON.contains(#""maxSize":"7500kB""#))
        #expect(try StoryDocument(json: Array(document.canonicalJSON.utf8)) == document)
    }
}
