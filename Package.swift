// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
    .strictMemorySafety(),  // SE-0458
]

// The program loads these anyway, and the loader looks for a name in all libraries in the order in which
// they are met, a hundred and fifty of them: met early, they save a tenth of a process's start.
let metEarly = ["stdc++", "_FoundationICU"]

let package = Package(
    name: "storymedia",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "storymedia", targets: ["storymedia"]),
        .library(name: "StoryService", targets: ["StoryService", "WatchedFolder"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CFFmpeg",
            pkgConfig: "libavformat",
            providers: [
                .apt([
                    "libavcodec-dev", "libavformat-dev", "libavutil-dev",
                    "libswresample-dev", "libswscale-dev",
                ]), .brew(["ffmpeg"]),
            ]),
        .systemLibrary(
            name: "CPNG", pkgConfig: "libpng",
            providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
        .systemLibrary(
            name: "CJPEG", pkgConfig: "libjpeg",
            providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
        .systemLibrary(
            name: "CLCMS", pkgConfig: "lcms2",
            providers: [.apt(["liblcms2-dev"]), .brew(["little-cms2"])]),
        .systemLibrary(
            name: "CPangoCairo", pkgConfig: "pangocairo",
            providers: [.apt(["libpango1.0-dev", "libcairo2-dev"]), .brew(["pango"])]),
        .systemLibrary(
            name: "CWOFF2", pkgConfig: "libwoff2dec",
            providers: [.apt(["libwoff-dev"]), .brew(["woff2"])]),
        .systemLibrary(
            name: "CICU", pkgConfig: "icu-uc",
            providers: [.apt(["libicu-dev"]), .brew(["icu4c"])]),
        .systemLibrary(
            name: "CDeflate", pkgConfig: "libisal",
            providers: [.apt(["libisal-dev", "zlib1g-dev"]), .brew(["isa-l"])]),
        .systemLibrary(
            name: "CNettle", pkgConfig: "nettle",
            providers: [.apt(["nettle-dev"]), .brew(["nettle"])]),
        .systemLibrary(
            name: "CWebP", pkgConfig: "libwebpdemux",
            providers: [.apt(["libwebp-dev"]), .brew(["webp"])]),

        // What Swift cannot say of the kernel; only Sandbox uses it.
        .target(name: "CSandbox"),
        .target(name: "Sandbox", dependencies: ["CSandbox"]),

        // Loops over samples; only Kernels calls them.
        .target(name: "CKernels"),
        .target(name: "Kernels", dependencies: ["CKernels"]),

        // What Swift cannot import of ICU; only Compositing calls it.
        .target(name: "CLineBreaks", dependencies: ["CICU"]),

        // The library that decompresses WOFF2 is C++; only Compositing calls it.
        .target(name: "CWOFF2Decoder", dependencies: ["CWOFF2"]),

        .target(name: "Hashing", dependencies: ["CNettle"]),
        .target(name: "Threading"),

        .target(name: "Story", resources: [.embedInCode("Presets")]),
        .target(name: "Jobs", dependencies: ["Threading"]),
        .target(
            name: "SQLiteJobs",
            dependencies: [
                "Jobs", "Threading",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(
            name: "Files",
            dependencies: ["Hashing", .product(name: "SystemPackage", package: "swift-system")]),
        .target(
            name: "Libav",
            dependencies: [
                "CFFmpeg", "Kernels", "Threading", .product(name: "Logging", package: "swift-log"),
            ]),
        .target(name: "Containers", dependencies: ["Libav"]),
        .target(
            name: "Pictures",
            dependencies: ["Containers", "Libav", "CJPEG", "CPNG", "CWebP", "CDeflate", "CLCMS"]),
        .target(
            name: "Compositing",
            dependencies: [
                "Containers", "Story", "Sandbox", "Libav", "Pictures", "CPangoCairo", "CLineBreaks",
                "CWOFF2Decoder",
            ]),
        .target(name: "Subtitles", dependencies: ["Story", "Libav", "Compositing"]),
        .target(name: "Color", dependencies: ["Story", "Kernels", "Libav"]),
        .target(
            name: "Probing",
            dependencies: [
                "Containers", "Story", "Threading", "Libav", "Pictures",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Transcoding",
            dependencies: [
                "Containers", "Story", "Hashing", "Kernels", "Threading", "Libav", "Pictures", "Compositing",
                "Color", "Probing",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Conformance",
            dependencies: [
                "Containers", "Story", "Threading", "Libav", "Compositing", "Color", "Probing", "Transcoding",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Workers",
            dependencies: [
                "Story", "Files", "Sandbox", "Threading", "Libav", "Pictures", "Compositing",
                "Subtitles", "Color", "Probing", "Transcoding", "Conformance",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .target(
            name: "StoryService",
            dependencies: [
                "Story", "Jobs", "SQLiteJobs", "Files", "Sandbox", "Hashing", "Threading", "Libav",
                "Pictures",
                "Compositing", "Probing", "Transcoding", "Conformance", "Workers",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .target(
            name: "WatchedFolder",
            dependencies: [
                "Story", "Jobs", "Files", "Hashing", "Threading", "Probing", "Workers",
                "StoryService",
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .executableTarget(
            name: "storymedia",
            dependencies: [
                "StoryService", "Jobs", "SQLiteJobs", "Conformance", "Transcoding", "Probing", "Story",
                "Threading", "Libav", "Files", "Workers", "WatchedFolder",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            linkerSettings: metEarly.map { .linkedLibrary($0, .when(platforms: [.linux])) }),

        // Depends on no module of ours: it judges them.
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        // Frames that tests make and read sample by sample.
        .target(name: "FrameSupport", dependencies: ["Libav"], path: "Tests/FrameSupport"),
        .testTarget(name: "TestSupportTests", dependencies: ["TestSupport"]),
        .testTarget(name: "HashingTests", dependencies: ["Hashing"]),
        .testTarget(name: "ThreadingTests", dependencies: ["Threading"]),
        .testTarget(name: "KernelsTests", dependencies: ["Kernels"]),
        .testTarget(name: "StoryTests", dependencies: ["Story", "TestSupport"]),
        // The engines that the queue's tests run on.
        .target(
            name: "JobsTestSupport", dependencies: ["Jobs", "SQLiteJobs", "Threading", "TestSupport"],
            path: "Tests/JobsTestSupport"),
        .testTarget(
            name: "JobsTests", dependencies: ["Jobs", "JobsTestSupport", "Threading", "TestSupport"]),
        .testTarget(
            name: "SQLiteJobsTests",
            dependencies: [
                "SQLiteJobs", "Jobs", "JobsTestSupport", "Threading", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "FilesTests",
            dependencies: [
                "Files", "TestSupport", .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .testTarget(
            name: "LibavTests",
            dependencies: [
                "Libav", "Threading", "TestSupport", .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(name: "ContainersTests", dependencies: ["Containers", "Libav", "TestSupport"]),
        .testTarget(
            name: "PicturesTests",
            dependencies: ["Containers", "Pictures", "Libav", "TestSupport"]),
        .testTarget(
            name: "CompositingTests",
            dependencies: ["Compositing", "Story", "Libav", "Pictures", "TestSupport"], exclude: ["Golden"]),
        .testTarget(name: "SubtitlesTests", dependencies: ["Subtitles", "Story"]),
        .testTarget(
            name: "ColorTests",
            dependencies: ["Color", "Kernels", "Libav", "Story", "FrameSupport", "TestSupport"]),
        .testTarget(
            name: "ProbingTests",
            dependencies: [
                "Containers", "Probing", "Libav", "Pictures", "Story", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "TranscodingTests",
            dependencies: [
                "Transcoding", "Color", "Probing", "Compositing", "Hashing", "Threading",
                "Libav", "Pictures", "Story", "FrameSupport", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "Conformance", "Transcoding", "Probing", "Compositing", "Threading", "Libav",
                "Story", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "WorkersTests",
            dependencies: [
                "Workers", "Conformance", "Transcoding", "Probing", "Compositing", "Files",
                "Threading", "Story", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "StoryServiceTests",
            dependencies: [
                "StoryService", "Jobs", "SQLiteJobs", "Transcoding", "Probing", "Compositing",
                "Hashing", "Threading", "Story", "TestSupport", "Files", "Workers",
                "JobsTestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
                // Judges our own reader of YAML.
                .product(name: "Yams", package: "Yams"),
            ]),
        .testTarget(
            name: "WatchedFolderTests",
            dependencies: [
                "SQLiteJobs",
                "WatchedFolder", "StoryService", "Workers", "Jobs", "Probing", "Files", "Story",
                "TestSupport",
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .testTarget(name: "SandboxTests", dependencies: ["Sandbox", "TestSupport"]),
        // What SandboxTests confine, since there is no way back for who is confined.
        .executableTarget(name: "escapee", dependencies: ["Sandbox"], path: "Tests/Escapee"),
        .testTarget(name: "CommandTests", dependencies: ["TestSupport"]),
        // Replays what the fuzzer has found; Tests/Fuzzer, a package of its own, builds the fuzzer.
        .testTarget(
            name: "FuzzingTests",
            dependencies: [
                "Containers", "Story", "StoryService", "Pictures", "Compositing", "Subtitles", "Color",
                "Probing", "Conformance", "Transcoding", "Workers",
            ],
            path: "Tests/Fuzzing", exclude: ["Corpora"]),
    ]
)

let inC = ["CSandbox", "CKernels", "CLineBreaks", "CWOFF2Decoder"]
for target in package.targets where target.type != .system && !inC.contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + swiftSettings
}
