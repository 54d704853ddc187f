-- AlterEnum
ALTER TYPE "TimelineKind" ADD VALUE 'RESUMED';
